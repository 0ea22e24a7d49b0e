"""Single pictures out of a clip."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from av.video.frame import VideoFrame
from PIL import Image

from serai.clips._chain import ON_ITS_SIDE, Chain, Size
from serai.clips._footage import Footage, Reel

_NEXT_KEY: Final = 3_000_000
"""Microseconds up to which it is quicker to read on than to look for a key frame."""


def square(footage: Footage, frame: VideoFrame) -> Size:
    """Width and height as people see them: square pixels, turned as the file says."""
    track = footage.video if isinstance(footage, Reel) else None
    ratio = (track.sample_aspect_ratio if track else None) or Fraction(1)
    width, height = frame.width, frame.height
    if ratio >= 1:
        width = round(width * ratio)
    else:
        height = round(height / ratio)
    return (height, width) if frame.rotation % 360 in ON_ITS_SIDE else (width, height)


def within(size: Size, longest: int) -> Size:
    """The size with no side over `longest`, made even."""
    scale = min(1.0, longest / max(size))
    return max(2, int(size[0] * scale) // 2 * 2), max(2, int(size[1] * scale) // 2 * 2)


def images_at(
    footage: Footage, moments: Sequence[int], longest: int
) -> Iterator[tuple[int, Image.Image]]:
    """The picture seen at each of the moments (rising, microseconds), with its own time."""
    chain: Chain | None = None
    for frame in _frames_at(footage, moments):
        if chain is None:
            chain = Chain(frame, [within(square(footage, frame), longest)], None)
        at = frame.pts or 0
        for _, out in chain.push(frame):
            yield at, Image.fromarray(out.to_ndarray(format="rgb24"))


def _frames_at(footage: Footage, moments: Sequence[int]) -> Iterator[VideoFrame]:
    """For each moment the frame that is seen then; the last one where there are no more."""
    frames, held, over = footage.frames(), None, 0
    for moment in moments:
        if footage.can_seek and moment - over > _NEXT_KEY:
            footage.seek(moment)
            frames = footage.frames()
        while held is None or over <= moment:
            found = next((one for one in frames if isinstance(one, VideoFrame)), None)
            if found is None:
                break
            held, over = found, (found.pts or 0) + found.duration
        if held is not None:
            yield held
