"""What is made of every shape, looked at with another reader of the same files."""

import asyncio
import io
import struct
from itertools import pairwise
from pathlib import Path

import av
import m3u8
import msgspec
import numpy as np
import pytest
from PIL import Image

from serai.clips import ClipLimits, Probed
from serai.clips.boxes import boxes, of_bytes, whole
from serai.clips.encoded import Encoded
from serai.clips.ladder import rungs_for
from serai.clips.studio import ThreadStudio
from tests.clips.conftest import Made
from tests.clips.made import Shape, clip

STUDIO = ThreadStudio()


async def _encoded(
    file: Path, out: Path, gain: float | None = None, **known: bool
) -> tuple[Probed, Encoded]:
    probed = await STUDIO.probe(file, ClipLimits())
    probed = msgspec.structs.replace(probed, **known)
    await asyncio.to_thread(out.mkdir, exist_ok=True)
    made = await STUDIO.encode(file, probed, rungs_for(probed), gain, out, lambda _: None)
    return probed, made


SIZES = {
    "plain.mp4": (320, 180),
    "turned.mov": (180, 320),
    "upside-down.mov": (320, 180),
    "hevc.mov": (320, 180),
    "pq.mov": (320, 180),
    "hlg.mov": (320, 180),
    "uneven.mp4": (320, 180),
    "silent.mp4": (320, 180),
    "mono.mp4": (320, 180),
    "surround.mov": (320, 180),
    "recorded.webm": (320, 180),
    "odd.webm": (320, 180),
    "camera.ts": (320, 180),
}


@pytest.mark.parametrize("name", SIZES)
async def test_whatever_comes_leaves_as_the_same_kind(
    made: Made, name: str, tmp_path: Path
) -> None:
    probed, encoded = await _encoded(made(name), tmp_path / "out")
    (rung,) = encoded.rungs
    assert (rung.width, rung.height) == SIZES[name]
    assert rung.codecs.startswith("avc1.64")
    assert rung.codecs.endswith(",mp4a.40.2") == probed.has_sound == (name != "silent.mp4")
    with av.open(str(tmp_path / "out" / rung.address)) as file:
        video = file.streams.video[0]
        assert (video.codec.canonical_name, video.pix_fmt) == ("h264", "yuv420p")
        assert (video.width, video.height) == SIZES[name]
        frames = list(file.decode(video=0))
        assert frames[0].rotation == 0
        assert (frames[0].color_trc, frames[0].colorspace) == (1, 1)
        assert frames[0].time == 0
        steps = {round((b.time - a.time) * 30, 3) for a, b in pairwise(frames)}
        assert steps == {1}, "an even thirty a second"
        seconds = frames[-1].time + 1 / 30
        assert abs(seconds - probed.duration / 1e6) < 0.05
        if probed.has_sound:
            sound = file.streams.audio[0]
            assert (sound.rate, sound.layout.name) == (48_000, "stereo")


@pytest.fixture(scope="module")
def tall(made: Made, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Encoded]:
    """A vertical clip in two sizes, and the folder they are in."""
    folder = tmp_path_factory.mktemp("tall")
    return folder, asyncio.run(_encoded(made("tall.mp4"), folder))[1]


def test_every_size_begins_its_fragments_at_the_same_moments(tall: tuple[Path, Encoded]) -> None:
    folder, encoded = tall
    keys = [_keys(folder / one.address) for one in encoded.rungs]
    assert keys == [[0.0, 2.0, 4.0]] * 2


def _keys(file: Path) -> list[float]:
    with av.open(str(file)) as opened:
        packets = opened.demux(opened.streams.video[0])
        return [
            float(one.pts * one.time_base)
            for one in packets
            if one.is_keyframe and one.pts is not None
        ]


def test_a_playlist_names_the_ranges_that_the_file_has(tall: tuple[Path, Encoded]) -> None:
    folder, encoded = tall
    for rung in encoded.rungs:
        data = (folder / rung.address).read_bytes()
        playlist = m3u8.loads((folder / rung.playlist).read_text())
        assert playlist.is_endlist
        assert [one.duration for one in playlist.segments] == [2.0, 2.0, 1.0]
        for segment in playlist.segments:
            size, begin = (int(one) for one in segment.byterange.split("@"))
            assert segment.uri == segment.init_section.uri == rung.address
            assert data[begin + 4 : begin + 8] == b"moof"
            kinds = [one.kind for one in boxes(of_bytes(data), begin, begin + size)]
            assert kinds == [b"moof", b"mdat"]
            assert size * 8 / segment.duration <= rung.bits + 1
        first, _, begin = playlist.segments[0].init_section.byterange.partition("@")
        assert begin == "0"
        assert [one.kind for one in boxes(of_bytes(data), 0, int(first))] == [b"ftyp", b"moov"]


def test_the_index_of_a_file_adds_up(tall: tuple[Path, Encoded]) -> None:
    folder, encoded = tall
    data = (folder / encoded.rungs[0].address).read_bytes()
    found = list(boxes(of_bytes(data), 0, len(data)))
    assert found[-1].end == len(data)
    assert [one.kind for one in found[:4]] == [b"ftyp", b"moov", b"sidx", b"free"]
    index = found[2]
    scale, begin, offset = struct.unpack(">IQQ", data[index.content + 8 : index.content + 28])
    assert begin == 0
    assert data[index.end + offset + 4 : index.end + offset + 8] == b"moof"
    rows = data[index.content + 32 : index.end]
    references = [struct.unpack(">III", rows[at : at + 12]) for at in range(0, len(rows), 12)]
    assert sum(size for size, _, _ in references) == len(data) - index.end - offset
    assert [length / scale for _, length, _ in references] == [2.0, 2.0, 1.0]
    assert whole(len(data)).size == len(data)


async def test_a_source_that_is_ready_is_not_encoded_again(tmp_path: Path) -> None:
    options = (("preset", "ultrafast"), ("g", "45"), ("bf", "2"), ("crf", "30"))
    file = clip(tmp_path / "ready.mp4", Shape(seconds=3, width=640, height=360, options=options))
    _, encoded = await _encoded(file, tmp_path / "out")
    (rung,) = encoded.rungs
    assert _pictures(file) == _pictures(tmp_path / "out" / rung.address)
    assert _keys(tmp_path / "out" / rung.address) == [0.0, 1.5]


async def test_smaller_sizes_are_cut_where_a_copied_one_is(tmp_path: Path) -> None:
    options = (("preset", "ultrafast"), ("g", "45"), ("crf", "30"))
    file = clip(tmp_path / "ready.mp4", Shape(seconds=3, width=854, height=480, options=options))
    _, encoded = await _encoded(file, tmp_path / "out")
    assert [one.height for one in encoded.rungs] == [360, 480]
    keys = [_keys(tmp_path / "out" / one.address) for one in encoded.rungs]
    assert keys == [[0.0, 1.5], [0.0, 1.5]]
    assert _pictures(file) == _pictures(tmp_path / "out" / encoded.rungs[1].address)


def _pictures(file: Path) -> list[bytes]:
    with av.open(str(file)) as opened:
        return [bytes(one) for one in opened.demux(opened.streams.video[0]) if one.size]


async def test_sound_is_left_out_on_request(made: Made, tmp_path: Path) -> None:
    _, encoded = await _encoded(made("plain.mp4"), tmp_path, has_sound=False)
    assert "mp4a" not in encoded.rungs[0].codecs


async def test_a_quiet_clip_is_as_loud_as_a_loud_one(made: Made, tmp_path: Path) -> None:
    for name in ("quiet.mp4", "loud.mp4"):
        gain = await STUDIO.loudness(made(name))
        assert gain is not None
        _, encoded = await _encoded(made(name), tmp_path / name, gain)
        left = await STUDIO.loudness(tmp_path / name / encoded.rungs[0].address)
        assert left is not None
        assert abs(left) < 0.6 or gain == 12.0, (name, gain, left)


async def test_light_that_no_screen_has_is_brought_down(made: Made) -> None:
    """The same numbers mean more light in PQ and HLG, and white stays white."""
    shown = {}
    for name in ("plain.mp4", "pq.mov", "hlg.mov"):
        data = await STUDIO.poster(made(name), 500_000)
        with Image.open(io.BytesIO(data)) as image:
            shown[name] = np.asarray(image.convert("L"), float)
    assert shown["pq.mov"].mean() > shown["plain.mp4"].mean() + 15
    for name in ("pq.mov", "hlg.mov"):
        assert 220 < shown[name][80:100, 150:170].mean() <= 256, "the disc"
