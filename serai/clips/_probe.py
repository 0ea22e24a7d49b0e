"""What a file really holds: found by reading all of it, since headers lie."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import BinaryIO, Final

import av
from av.video.frame import VideoFrame
from msgspec import Struct

from serai.clips._chain import HDR
from serai.clips._footage import Loop, Reel, opened
from serai.clips._frames import square
from serai.clips._moving import size_of_picture
from serai.clips.limits import ClipLimits
from serai.clips.probed import Probed
from serai.kernel import Refusal

_SECOND: Final = 1_000_000
_SHORT_OF: Final = 0.9
_REORDERED: Final = 32
"""Pictures of which the first to be seen may not be the first in the file."""

_MANY: Final = 0.3
_QUICK: Final = 60.5
_LONGEST: Final = Fraction(10)
"""Seconds that one picture may be believed to last."""

_FEWEST: Final = 2
"""Pictures without which nothing moves."""


def probe(file: BinaryIO, limits: ClipLimits) -> Probed:
    """What the file holds; raises the `Refusal`s of `opened` and clip.too_heavy, too_long ...

    The sizes of the header are checked before a picture is decoded, and all else is measured.
    """
    if file.seek(0, 2) > limits.max_bytes:
        raise Refusal("clip.too_heavy", megabytes=limits.max_bytes // _SECOND)
    with opened(file) as footage:
        if isinstance(footage, Loop):
            return _loop(footage, file, limits)
        return _film(footage, limits)


def _film(reel: Reel, limits: ClipLimits) -> Probed:
    context = reel.video.codec_context
    check_size(context.width, context.height, limits)
    walked = _walk(reel, limits)
    _check_length(walked, limits)
    _check_promise(reel, walked)
    reel.seek(0)
    frame = _first_picture(reel)
    check_size(frame.width, frame.height, limits)
    width, height = square(reel, frame)
    return Probed(
        duration=walked.duration,
        width=width,
        height=height,
        rate=round(walked.rate, 3),
        has_sound=walked.sounds > 0,
        is_hdr=frame.color_trc in HDR,
        codec=reel.video.codec.canonical_name,
        container=reel.kind,
    )


def _loop(loop: Loop, file: BinaryIO, limits: ClipLimits) -> Probed:
    file.seek(0)
    width, height = size_of_picture(file)
    check_size(width, height, limits)
    walked = _Walked(0, 0, 0, 0)
    for frame in loop.frames():
        walked.pictures += 1
        walked.duration = walked.watched = (frame.pts or 0) + frame.duration
        if walked.duration > limits.max_seconds * _SECOND:
            break
        if walked.pictures * width * height > limits.loop_pixels:
            raise Refusal("clip.too_hard")
    _check_length(walked, limits)
    rate = round(walked.rate, 3)
    return Probed(walked.duration, width, height, rate, False, False, loop.kind, loop.kind)  # noqa: FBT003 - a record


class _Walked(Struct):
    """How much there is, by counting it: microseconds and packets."""

    duration: int
    watched: int
    """Microseconds of which there are pictures."""
    pictures: int
    sounds: int
    usual: float = 0.0
    """Pictures a second where they follow each other as they usually do; 0 where none is usual."""

    @property
    def mean(self) -> float:
        """Pictures a second."""
        return self.pictures * _SECOND / max(self.watched, 1)

    @property
    def rate(self) -> float:
        """The usual rate of a track that sometimes waits, else the mean."""
        return self.usual if self.mean < self.usual <= _QUICK else self.mean


def _walk(reel: Reel, limits: ClipLimits) -> _Walked:
    """Read every packet, and no further than the limits: an endless file ends there."""
    most = limits.max_seconds + reel.origin
    count, last = Counter[str](), {"video": reel.origin, "audio": reel.origin}
    starts: list[Fraction] = []
    steps = Counter[Fraction]()
    for kind, begin, end in _spans(reel):
        count[kind] += 1
        if kind == "video":
            steps[end - begin] += 1
        last[kind] = max(last[kind], end)
        if kind == "video" and len(starts) < _REORDERED:
            starts.append(begin)
        if end > most or count["video"] > limits.max_rate * limits.max_seconds:
            break
    duration = int((max(last.values()) - reel.origin) * _SECOND)
    watched = int((last["video"] - min(starts, default=reel.origin)) * _SECOND)
    return _Walked(duration, watched, count["video"], count["audio"], _usual(steps))


def _usual(steps: Counter[Fraction]) -> float:
    """Pictures a second by the shortest step that many take."""
    many = [step for step, count in steps.items() if step and count >= steps.total() * _MANY]
    return float(1 / min(many)) if many else 0.0


def _spans(reel: Reel) -> Iterator[tuple[str, Fraction, Fraction]]:
    """For each packet the kind of its track, and the seconds at which it begins and ends."""
    usual = 1 / Fraction(reel.video.guessed_rate or 25)
    for packet in reel.packets(sound=True):
        if packet.pts is None or not packet.size:
            continue
        base = packet.time_base
        lasts = packet.duration * base if packet.duration else usual
        begin = packet.pts * base
        yield packet.stream.type, begin, begin + min(lasts, _LONGEST)


def _check_length(walked: _Walked, limits: ClipLimits) -> None:
    if walked.duration > limits.max_seconds * _SECOND:
        raise Refusal("clip.too_long", minutes=limits.max_seconds // 60)
    if walked.mean > limits.max_rate:
        raise Refusal("clip.too_fast", rate=limits.max_rate)
    if walked.pictures < _FEWEST or walked.duration < limits.min_seconds * _SECOND:
        raise Refusal("clip.too_short")


def _check_promise(reel: Reel, walked: _Walked) -> None:
    """A header that speaks of much more than there is: cut short on its way, or a lie."""
    promised = reel.container.duration or 0
    if walked.duration < promised * _SHORT_OF - _SECOND:
        raise Refusal("clip.cut_short")


def _first_picture(reel: Reel) -> VideoFrame:
    try:
        return next(f for f in reel.frames() if isinstance(f, VideoFrame))
    except (StopIteration, av.error.FFmpegError) as error:
        raise Refusal("clip.broken") from error


def check_size(width: int, height: int, limits: ClipLimits) -> None:
    """Raises `Refusal` clip.too_large and clip.too_small."""
    if max(width, height) > limits.max_side or width * height > limits.max_pixels:
        raise Refusal("clip.too_large", side=limits.max_side)
    if min(width, height) < limits.min_side:
        raise Refusal("clip.too_small", side=limits.min_side)
