"""Sound as every player takes it: two channels at 48 kHz, in step with the pictures."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

RATE: Final = 48_000
STEREO: Final = "stereo"


class Hearing:
    """A frame in, what it brings out; gaps are filled with silence from the clip's beginning on."""

    def __init__(
        self,
        gain: float | None = None,
        *,
        rate: int = RATE,
        layout: str = STEREO,
        form: str = "fltp",
        samples: int = 1024,
    ) -> None:
        self._gain, self._rate, self._layout = gain, rate, layout
        self._form, self._samples = form, samples
        self._graph: Graph | None = None

    def push(self, frame: AudioFrame | None) -> Iterator[AudioFrame]:
        """Sound in the shape asked for; None ends it."""
        if self._graph is None:
            if frame is None:
                return
            self._graph = self._build(frame)
        try:
            self._graph.push(frame)
        except ValueError:  # the track changed its shape on the way
            if frame is None:
                raise
            self._graph = self._build(frame)
            self._graph.push(frame)
        while True:
            try:
                pulled = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if isinstance(pulled, AudioFrame):
                yield pulled

    def _build(self, like: AudioFrame) -> Graph:
        graph = Graph()
        graph.threads = 1
        chain = [
            graph.add_abuffer(
                sample_rate=like.sample_rate,
                format=like.format,
                layout=like.layout,
                time_base=like.time_base or Fraction(1, like.sample_rate),
            ),
            graph.add("aresample", f"{self._rate}:async=1000:first_pts=0"),
            graph.add(
                "aformat",
                f"sample_fmts={self._form}:channel_layouts={self._layout}"
                f":sample_rates={self._rate}",
            ),
        ]
        if self._gain:
            chain.append(graph.add("volume", f"{self._gain:.2f}dB"))
        chain += [graph.add("asetnsamples", f"{self._samples}:p=0"), graph.add("abuffersink")]
        graph.link_nodes(*chain).configure()
        return graph
