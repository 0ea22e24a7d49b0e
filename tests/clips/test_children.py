"""What a stranger's file can do to the process that reads it, and to everything else: nothing."""

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import av
import pytest

from serai.clips import ClipLimits
from serai.clips.boxes import boxes, of_bytes
from serai.clips.children import ChildStudio
from serai.clips.ladder import rungs_for
from serai.clips.limits import StepLimits
from serai.clips.studio import Studio
from serai.kernel import Refusal
from tests.clips.conftest import Made
from tests.fuzz.mutate import mutated
from tests.fuzz.readers import READERS

LIMITS = ClipLimits()

ESCAPE = """
import ctypes, os, socket, sys
from serai.clips._sandbox import shut
from serai.clips.limits import StepLimits
secret = sys.argv[1]
def tries():
    def reads(): open(secret).read()
    def writes(): open(secret + ".new", "w")
    def connects(): socket.create_connection(("127.0.0.1", 9))
    def duplicates(): os.dup(0)
    def lists(): os.listdir("/")
    def pipes(): os.pipe()
    def runs():
        if os.fork() == 0:
            try: os.execv("/bin/true", ["true"])
            except OSError: os._exit(7)
        if os.waitstatus_to_exitcode(os.wait()[1]): raise OSError("no program runs")
    for way in (reads, writes, connects, duplicates, lists, pipes, runs):
        try: way()
        except ConnectionRefusedError: yield way.__name__, "done"
        except OSError: yield way.__name__, "refused"
        else: yield way.__name__, "done"
print(dict(tries()))
shut(StepLimits())
print(dict(tries()))
"""


def test_a_child_that_has_shut_itself_in_can_open_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("seven")
    command = [sys.executable, "-c", ESCAPE, str(secret)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603
    before, after = ran.stdout.splitlines()
    assert "refused" not in before, "all of it can be done outside"
    assert after.count("refused") == 6 + _runs_are_refused()
    assert "done" not in after or not _runs_are_refused()
    assert {one.name for one in tmp_path.iterdir()} == {"secret", "secret.new"}


def _runs_are_refused() -> bool:
    """Programs are kept from running by Landlock, which kernels before 5.13 have not."""
    listed = Path("/sys/kernel/security/lsm")
    return not listed.exists() or "landlock" in listed.read_text()


class Door(threading.Thread):
    """A loopback server that counts who knocks."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.knocks = 0

    def run(self) -> None:
        while True:
            try:
                come, _ = self.listening.accept()
            except OSError:
                return
            self.knocks += 1
            come.close()


@pytest.fixture
def door() -> Iterator[Door]:
    opened = Door()
    opened.start()
    yield opened
    opened.listening.shutdown(socket.SHUT_RDWR)
    opened.listening.close()
    opened.join(5)


HLS = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{}\n#EXT-X-ENDLIST\n"
LISTS = {
    "hls": HLS,
    "concat": "ffconcat version 1.0\nfile '{}'\n",
    "dash": '<?xml version="1.0"?><MPD type="static"><Period><AdaptationSet mimeType="video/mp4">'
    '<Representation id="1"><BaseURL>{}</BaseURL></Representation></AdaptationSet></Period></MPD>',
}


@pytest.mark.parametrize("kind", LISTS)
async def test_a_playlist_called_clip_sends_nobody_anywhere(
    studio: Studio, kind: str, door: Door, tmp_path: Path, made: Made
) -> None:
    file = tmp_path / "clip.mp4"
    for target in (f"http://127.0.0.1:{door.port}/clip.ts", made("camera.ts").as_uri()):
        file.write_text(LISTS[kind].format(target))
        with pytest.raises(Refusal, match="not_a_clip"):
            await studio.probe(file, LIMITS)
    assert door.knocks == 0


def test_a_reader_that_chose_for_itself_would_have_knocked(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "clip.m3u8"
    file.write_text(HLS.format(f"http://127.0.0.1:{door.port}/clip.ts"))
    with pytest.raises(av.error.FFmpegError):
        av.open(str(file), options={"protocol_whitelist": "file,http,tcp"})
    assert door.knocks > 0


async def test_a_film_whose_pictures_lie_elsewhere_is_not_followed(
    studio: Studio, made: Made, tmp_path: Path
) -> None:
    """QuickTime may name another file for the samples of a track (dref, alis)."""
    data = made("silent.mp4").read_bytes()
    file = tmp_path / "clip.mov"
    elsewhere = tmp_path / "film"
    elsewhere.write_bytes(data)
    file.write_bytes(_elsewhere(data, str(elsewhere)))
    with av.open(str(file), options={"enable_drefs": "1", "use_absolute_path": "1"}) as followed:
        assert next(followed.decode(video=0)).width == 320, "it can be followed"
    with pytest.raises(Refusal, match=r"broken|cut_short|too_short"):
        await studio.probe(file, LIMITS)


def _elsewhere(data: bytes, path: str) -> bytes:
    """The film without its samples, which are said to lie in the file at `path`."""
    begin = data.index(b"mdat") - 4
    size = int.from_bytes(data[begin : begin + 4], "big")
    url = data.index(b"url \0\0\0\1") - 4
    folded = path.encode()
    record = bytes(150) + (2).to_bytes(2, "big") + len(folded).to_bytes(2, "big") + folded
    record += bytes(len(folded) % 2) + b"\xff\xff\0\0"
    entry = (12 + len(record)).to_bytes(4, "big") + b"alis" + bytes(4) + record
    grown = data[:url] + entry + data[url + 12 :]
    grown = _grown(grown, url, len(entry) - 12)
    return grown[: begin + 8] + bytes(size - 8) + grown[begin + size :]


def _grown(data: bytes, at: int, more: int) -> bytes:
    """Every box around an offset made longer."""
    mended, begin, end = bytearray(data), 0, len(data)
    searching = True
    while searching:
        searching = False
        for box in boxes(of_bytes(bytes(mended)), begin, end):
            if box.begin <= at < box.end + more and box.kind in _AROUND:
                mended[box.begin : box.begin + 4] = (box.size + more).to_bytes(4, "big")
                begin, end, searching = box.content + _AROUND[box.kind], box.end + more, True
                break
    return bytes(mended)


_AROUND = {b"moov": 0, b"trak": 0, b"mdia": 0, b"minf": 0, b"dinf": 0, b"dref": 8}


@pytest.fixture(scope="module")
async def children() -> AsyncIterator[ChildStudio]:
    opened = ChildStudio()
    yield opened
    await opened.close()


SHORT_OF = {
    "time": StepLimits(wall_seconds=0.3),
    "work": StepLimits(cpu_seconds=1),
    "memory": StepLimits(megabytes=800),
    "room": StepLimits(file_bytes=20_000),
}


@pytest.mark.parametrize("what", SHORT_OF)
async def test_a_child_that_wants_too_much_is_ended_and_leaves_nothing(
    children: ChildStudio, what: str, made: Made, tmp_path: Path
) -> None:
    file, usual = made("tall.mp4"), children._limits
    probed = await children.probe(file, LIMITS)
    children._limits = SHORT_OF[what]
    with pytest.raises(Refusal, match="too_hard"):
        await children.encode(file, probed, rungs_for(probed), None, tmp_path, lambda _: None)
    assert await asyncio.to_thread(os.listdir, tmp_path) == []
    children._limits = usual
    assert (await children.probe(file, LIMITS)) == probed, "the next one is read"


async def test_a_host_that_dies_is_followed_by_another(children: ChildStudio, made: Made) -> None:
    probed = await children.probe(made("plain.mp4"), LIMITS)
    assert children._host is not None
    os.kill(children._host[0].pid, signal.SIGKILL)
    await children._host[0].wait()
    assert await children.probe(made("plain.mp4"), LIMITS) == probed


async def test_hundreds_of_damaged_files_leave_the_host_alive(
    children: ChildStudio, made: Made, tmp_path: Path
) -> None:
    probed = await children.probe(made("plain.mp4"), LIMITS)
    assert children._host is not None
    host = children._host[0].pid
    seeds, chance, file = READERS["clips"].seeds(), random.Random(3), tmp_path / "clip.mp4"  # noqa: S311 - to be repeatable
    told: set[str] = set()
    for _ in range(250):
        await asyncio.to_thread(file.write_bytes, mutated(seeds, chance))
        try:
            await children.probe(file, LIMITS)
        except Refusal as refusal:
            told.add(refusal.code)
    assert {"clip.broken", "clip.too_short", "clip.not_a_clip"} <= told
    assert "clip.too_hard" not in told, "no child died of them"
    assert children._host[0].pid == host
    assert await children.probe(made("plain.mp4"), LIMITS) == probed
    assert await asyncio.to_thread(os.listdir, tmp_path) == ["clip.mp4"]


async def test_nobody_outlives_who_asked(children: ChildStudio, made: Made, tmp_path: Path) -> None:
    probed = await children.probe(made("4k60.mp4"), LIMITS)
    work = asyncio.create_task(
        children.encode(made("4k60.mp4"), probed, rungs_for(probed), None, tmp_path, lambda _: None)
    )
    assert children._host is not None
    host = children._host[0].pid
    born = await _children_of(host, 1)
    assert born
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert not await _children_of(host, 0)
    assert await asyncio.to_thread(os.listdir, tmp_path) == []
    await children.close()
    assert not await asyncio.to_thread(Path(f"/proc/{host}").exists)


async def _children_of(process: int, count: int) -> list[int]:
    """Its living children, waited for a little until there are `count`."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    found: list[int] = []
    for _ in range(100):
        found = [int(one) for one in (await asyncio.to_thread(listed.read_text)).split()]
        if len(found) == count:
            break
        await asyncio.sleep(0.05)
    return found
