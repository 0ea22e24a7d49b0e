"""Pictures as people shall see them: even in time, upright, square pixels, ordinary colours."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

import av
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame

from serai.clips import _tone

Size = tuple[int, int]

HDR: Final = frozenset({16, 18})
"""Transfer curves of ITU-T H.273 that mean more light than an ordinary screen has: PQ and HLG."""

_UNKNOWN: Final = 2
_BT709: Final = 1
_BT601: Final = 6
_TALL: Final = 720
"""Rows from which on colours that say nothing of themselves are those of high definition."""

_TURNS: Final = {90: ("transpose", "cclock"), 180: ("hflip,vflip", ""), 270: ("transpose", "clock")}
"""By degrees against the clock, as the file asks."""

ON_ITS_SIDE: Final = frozenset({90, 270})


class Chain:
    """One picture in, each of `sizes` out (upright, largest first, all even)."""

    def __init__(self, like: VideoFrame, sizes: Sequence[Size], rate: Fraction | None) -> None:
        self._like = like
        self._space = _space(like)
        self._graph = Graph()
        self._graph.threads = 1
        self._source = self._last = self._graph.add("buffer", _described(like, self._space))
        if rate is not None:
            self._then("fps", f"fps={rate}:start_time=0")
        self._bring_down(_before_turning(sizes[0], like))
        self._turn(like.rotation % 360)
        self._then("setsar", "1")
        self._sinks = self._ladder(sizes)
        self._graph.configure()
        self._set_table()

    def push(self, frame: VideoFrame | None) -> Iterator[tuple[int, VideoFrame]]:
        """The pictures this one brings out, each with the number of its size; None ends it."""
        self._source.push(None if frame is None else self._alike(frame))
        for nth, sink in enumerate(self._sinks):
            yield from ((nth, one) for one in _pulled(sink))

    def _alike(self, frame: VideoFrame) -> VideoFrame:
        """A track may change its size on the way; what follows has that of the first picture."""
        like = self._like
        if (frame.width, frame.height, frame.format.name) != (
            like.width,
            like.height,
            like.format.name,
        ):
            at, lasts = frame.pts, frame.duration
            frame = frame.reformat(like.width, like.height, like.format.name)
            frame.pts, frame.duration, frame.time_base = at, lasts, like.time_base
        frame.colorspace, frame.color_range = self._space, like.color_range
        return frame

    def _then(self, name: str, said: str = "") -> FilterContext:
        added = self._graph.add(name, said or None)
        self._last.link_to(added)
        self._last = added
        return added

    def _bring_down(self, size: Size) -> None:
        """To the largest size first: all that follows costs by the pixel."""
        across, down = size
        self._table: FilterContext | None = None
        if self._like.color_trc in HDR:
            self._then("scale", f"{across}:{down}:in_color_matrix=bt2020:out_range=pc")
            self._then("format", _tone.FORMAT)
            self._table = self._graph.add(
                "buffer", _described(_tone.table(self._like.color_trc), 0)
            )
            mapped = self._then("haldclut", "clut=first")
            self._table.link_to(mapped, 0, 1)
        self._then("scale", f"{across}:{down}:out_color_matrix=bt709:out_range=tv")
        self._then("format", "yuv420p")
        self._then("setparams", "color_primaries=bt709:color_trc=bt709:colorspace=bt709")

    def _set_table(self) -> None:
        if self._table is not None:
            self._table.push(_tone.table(self._like.color_trc))
            self._table.push(None)

    def _turn(self, degrees: int) -> None:
        names, how = _TURNS.get(degrees, ("", ""))
        for name in filter(None, names.split(",")):
            self._then(name, how)

    def _ladder(self, sizes: Sequence[Size]) -> list[FilterContext]:
        """Each size is made of the next larger one, which costs half of making it anew."""
        sinks: list[FilterContext] = []
        for _, (across, down) in pairwise(sizes):
            fork = self._then("split", "2")
            sink = self._graph.add("buffersink")
            fork.link_to(sink, 1)
            sinks.append(sink)
            self._then("scale", f"{across}:{down}")
        return [*sinks, self._then("buffersink")]


def _pulled(sink: FilterContext) -> Iterator[VideoFrame]:
    while True:
        try:
            frame = sink.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, VideoFrame):
            yield frame


def _described(frame: VideoFrame, space: int) -> str:
    base = frame.time_base or Fraction(1, 1_000_000)
    return (
        f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}:time_base={base}"
        f":colorspace={space}:range={frame.color_range}"
    )


def _space(frame: VideoFrame) -> int:
    if frame.format.name.startswith(("rgb", "gbr", "bgr")):
        return 0
    if frame.colorspace != _UNKNOWN:
        return frame.colorspace
    return _BT709 if frame.height >= _TALL else _BT601


def _before_turning(size: Size, frame: VideoFrame) -> Size:
    across, down = size
    return (down, across) if frame.rotation % 360 in ON_ITS_SIDE else size
