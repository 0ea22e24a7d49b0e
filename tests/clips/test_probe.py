"""What a file really holds, and which files are refused with which words."""

import io
import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from tempfile import NamedTemporaryFile

import av
import pytest
from av.packet import Packet
from msgspec.structs import replace

from serai.clips import ClipLimits, Probed
from serai.clips._footage import Reel, opened
from serai.clips._probe import probe
from serai.kernel import Refusal
from tests.clips.conftest import Made
from tests.clips.made import Shape, clip, clip_bytes, loop, sounds
from tests.media.made import corner, saved

LIMITS = ClipLimits()
STILL = Shape(seconds=1, width=32, height=32, sound=None)


def _probed(file: Path) -> Probed:
    with file.open("rb") as source:
        return probe(source, LIMITS)


FOUND = {
    "plain.mp4": (320, 180, 30, True, False, "h264", "mov"),
    "turned.mov": (180, 320, 30, True, False, "h264", "mov"),
    "upside-down.mov": (320, 180, 30, True, False, "h264", "mov"),
    "hevc.mov": (320, 180, 30, True, False, "hevc", "mov"),
    "pq.mov": (320, 180, 30, True, True, "hevc", "mov"),
    "hlg.mov": (320, 180, 30, True, True, "hevc", "mov"),
    "uneven.mp4": (320, 180, 30, True, False, "h264", "mov"),
    "silent.mp4": (320, 180, 30, False, False, "h264", "mov"),
    "surround.mov": (320, 180, 30, True, False, "h264", "mov"),
    "odd.webm": (321, 181, 30, True, False, "vp8", "matroska"),
    "camera.ts": (320, 180, 30, True, False, "h264", "mpegts"),
    "4k60.mp4": (3840, 2160, 60, True, False, "h264", "mov"),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_file_is_known_by_what_is_in_it(made: Made, name: str) -> None:
    seen = _probed(made(name))
    rate = round(seen.rate)
    assert FOUND[name] == (
        *(seen.width, seen.height, rate, seen.has_sound, seen.is_hdr),
        *(seen.codec, seen.container),
    )


def test_a_recording_whose_header_knows_no_length_is_measured(made: Made, tmp_path: Path) -> None:
    """Browsers write what they record without one."""
    data = made("recorded.webm").read_bytes()
    at = data.index(b"\x44\x89\x88")
    file = tmp_path / "live.webm"
    file.write_bytes(data[:at] + b"\xec\x89" + data[at + 2 :])  # the length becomes padding
    with av.open(str(file)) as seen:
        assert seen.duration is None
    assert abs(_probed(file).duration - 1_000_000) < 30_000


def test_subtitles_are_never_looked_at(made: Made, tmp_path: Path) -> None:
    into = io.BytesIO()
    with av.open(str(made("plain.mp4"))) as source, av.open(into, "w", "matroska") as out:
        video = out.add_stream_from_template(source.streams.video[0])
        words = [out.add_mux_stream("subrip") for _ in range(5)]
        for packet in source.demux(source.streams.video[0]):
            if packet.size:
                packet.stream = video
                out.mux(packet)
        for nth in range(500):
            bomb = Packet(b"<font>" * 2_000)
            bomb.stream, bomb.time_base = words[nth % 5], Fraction(1, 1000)
            bomb.pts = bomb.dts = nth
            bomb.duration = 100
            out.mux(bomb)
    file = tmp_path / "bomb.mkv"
    file.write_bytes(into.getvalue())
    assert file.stat().st_size > 5_000_000
    seen = _probed(file)
    assert (seen.width, seen.duration) == (320, 1_000_000)
    with file.open("rb") as bytes_of_it, opened(bytes_of_it) as footage:
        assert isinstance(footage, Reel)
        kinds = {one.stream.type for one in footage.packets(sound=True)}
    assert kinds == {"video"}


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _front() -> bytes:
    """The list of pictures first, as files for the web have it."""
    with NamedTemporaryFile(suffix=".mp4") as file:
        clip(Path(file.name), Shape(seconds=4), options={"movflags": "faststart"})
        return Path(file.name).read_bytes()


def _lying() -> bytes:
    data = clip_bytes("webm", Shape(codec="libvpx", sound=None, options=(("cpu-used", "8"),)))
    at = data.index(b"\x44\x89\x88") + 3
    return data[:at] + struct.pack(">d", 1e9) + data[at + 8 :]


def _tiny(size: int) -> bytes:
    shape = Shape(codec="libvpx", width=size, height=size, sound=None, options=(("cpu-used", "8"),))
    return clip_bytes("webm", shape)


def _huge() -> bytes:
    shape = Shape(codec="mjpeg", width=30_000, height=16, rate=2, sound=None, options=())
    return clip_bytes("mov", replace(shape, pixels="yuvj420p"))


def _locked() -> bytes:
    data = clip_bytes("mp4", STILL)
    at = data.rindex(b"avc1", 0, data.index(b"avcC"))
    return data[:at] + b"encv" + data[at + 4 :]


def _only_sound() -> bytes:
    into = io.BytesIO()
    with av.open(into, "w", "mp4") as out:
        track = out.add_stream("aac", rate=48_000)
        for frame in sounds(Shape()):
            out.mux(track.encode(frame))
        out.mux(track.encode(None))
    return into.getvalue()


def _once() -> bytes:
    into = io.BytesIO()
    with av.open(into, "w", "mp4") as out:
        track = out.add_stream("libx264", rate=30)
        track.width = track.height = 64
        frame = av.VideoFrame(64, 64, "yuv420p")
        frame.pts = 0
        out.mux(track.encode(frame))
        out.mux(track.encode(None))
    return into.getvalue()


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "clip.empty"),
    "words": (lambda: b"This is not a video." * 100, "clip.not_a_clip"),
    "a still picture": (lambda: saved(corner(), "JPEG"), "clip.not_a_clip"),
    "a picture of a phone": (lambda: saved(corner(), "HEIF"), "clip.not_a_clip"),
    "a playlist": (lambda: PLAYLIST, "clip.not_a_clip"),
    "a list of files": (lambda: b"ffconcat version 1.0\nfile /etc/passwd\n", "clip.not_a_clip"),
    "a session": (
        lambda: b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96",
        "clip.not_a_clip",
    ),
    "a manifest": (lambda: b'<?xml version="1.0"?><MPD></MPD>', "clip.not_a_clip"),
    "subtitles": (lambda: b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", "clip.not_a_clip"),
    "an archive": (lambda: b"PK\x03\x04" + bytes(2000), "clip.not_a_clip"),
    "half of a film": (lambda: _cut(clip_bytes("mp4", Shape())), "clip.broken"),
    "the first half of a film": (lambda: _cut(_front()), "clip.cut_short"),
    "noise behind a good beginning": (
        lambda: b"\0\0\0\x18ftypmp42" + b"\x5a" * 3000,
        "clip.broken",
    ),
    "a length that is a lie": (_lying, "clip.cut_short"),
    "sound alone": (_only_sound, "clip.no_picture"),
    "a locked film": (_locked, "clip.encrypted"),
    "one pixel": (lambda: _tiny(1), "clip.too_small"),
    "a wall": (_huge, "clip.too_large"),
    "ten thousand a second": (
        lambda: clip_bytes("mp4", replace(STILL, rate=10_000, seconds=0.05)),
        "clip.too_fast",
    ),
    "eleven minutes": (
        lambda: clip_bytes("mp4", replace(STILL, rate=1, seconds=660)),
        "clip.too_long",
    ),
    "one frame": (_once, "clip.too_short"),
    "a picture that does not move": (lambda: saved(corner(), "PNG"), "clip.too_short"),
    "half of a loop": (lambda: loop("GIF")[:400], "clip.broken"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_played_is_refused(what: str, tmp_path: Path) -> None:
    build, code = BAD[what]
    file = tmp_path / "clip.mp4"
    file.write_bytes(build())
    with pytest.raises(Refusal) as refused:
        _probed(file)
    assert refused.value.code == code


def test_a_file_over_the_limit_is_not_opened(made: Made) -> None:
    with made("plain.mp4").open("rb") as source, pytest.raises(Refusal, match="too_heavy"):
        probe(source, ClipLimits(max_bytes=10))
