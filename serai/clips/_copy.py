"""A source that is already what its largest size would be: its pictures are taken as they are."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import av
from av.audio.frame import AudioFrame
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from serai.clips._chain import HDR
from serai.clips._footage import MICRO, Footage, Reel
from serai.clips.ladder import FASTEST, Step
from serai.clips.probed import Probed

_PROFILES: Final = frozenset({"Baseline", "Constrained Baseline", "Main", "High"})
_HIGHEST: Final = 42
"""A level of H.264 that phones of many years decode."""

_LONGEST: Final = 4_000_000
"""Microseconds between key frames: more, and seeking and switching would be slow."""

_ALLOWED: Final = 1.3
"""Times the bits we would spend ourselves."""


class Copied:
    """A reel whose pictures are used as they are; `keys` are the moments of its key frames."""

    def __init__(self, reel: Reel, keys: list[int]) -> None:
        self.reel = reel
        self.track: VideoStream = reel.video
        self.keys = keys

    def moments(
        self, *, sound: bool, decoded: bool
    ) -> Iterator["VideoFrame | AudioFrame | Packet[Any]"]:
        """Packets of pictures as they are, these pictures if wanted `decoded`, and sound."""
        for packet in self.reel.packets(sound=sound):
            if packet.stream.type == "audio" or decoded:
                yield from self.reel.decoded(packet)
            if packet.stream.type == "video" and packet.size:
                yield self._moved(packet)

    def _moved(self, packet: "Packet[Any]") -> "Packet[Any]":
        """The same packet on our clock, which begins at the origin."""
        shift = round(self.reel.origin / packet.time_base)
        packet.pts = None if packet.pts is None else packet.pts - shift
        packet.dts = None if packet.dts is None else packet.dts - shift
        return packet


def copy_of(footage: Footage, probed: Probed, step: Step) -> Copied | None:
    """The reel as its own largest size, or None where it must be encoded."""
    if not isinstance(footage, Reel) or not _fits(footage, probed, step):
        return None
    keys, size = _keys(footage)
    footage.seek(0)
    longest = max((b - a for a, b in pairwise([*keys, probed.duration])), default=_LONGEST + 1)
    bits = size * 8 / (probed.duration * float(MICRO))
    if not keys or keys[0] > _LONGEST / 10 or longest > _LONGEST or bits > step.bits * _ALLOWED:
        return None
    return Copied(footage, keys)


def _fits(reel: Reel, probed: Probed, step: Step) -> bool:
    context = reel.video.codec_context
    shape = (context.width, context.height, reel.video.sample_aspect_ratio or 1)
    return (
        reel.kind in {"mov", "matroska"}
        and probed.codec == "h264"
        and context.profile in _PROFILES
        and 0 < context.level <= _HIGHEST
        and context.pix_fmt == "yuv420p"
        and shape == (step.width, step.height, 1)
        and probed.rate <= FASTEST + 1
        and _is_plain(reel)
    )


def _is_plain(reel: Reel) -> bool:
    """Whether the first picture stands upright, in ordinary colours, in full."""
    try:
        frame = next(one for one in reel.frames() if isinstance(one, VideoFrame))
    except (StopIteration, av.error.FFmpegError):
        return False
    finally:
        reel.seek(0)
    return not frame.rotation and not frame.interlaced_frame and frame.color_trc not in HDR


def _keys(reel: Reel) -> tuple[list[int], int]:
    """When the key frames are seen, in microseconds, and how many bytes all pictures take."""
    keys: list[int] = []
    size = 0
    for packet in reel.packets():
        size += packet.size
        if packet.is_keyframe and packet.pts is not None:
            keys.append(round((packet.pts * packet.time_base - reel.origin) / MICRO))
    return keys, size
