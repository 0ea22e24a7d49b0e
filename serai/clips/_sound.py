"""The sound of a clip alone: as a speech model hears it, and how loud it is."""

from collections.abc import Iterator
from math import log10
from typing import BinaryIO, Final

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

from serai.clips._footage import Footage, Reel, opened
from serai.clips._hearing import Hearing
from serai.clips.gain import gain

SPEECH_RATE: Final = 16_000

_LOUDNESS: Final = "lavfi.r128.I"
_PEAK: Final = "lavfi.r128.true_peaks_ch"


def sound(file: BinaryIO, out: BinaryIO) -> int:
    """Write the sound as one channel of 16-bit samples at 16 kHz, little end first, no header.

    Answers how many samples there are, 0 for a silent clip.
    """
    hearing, count = Hearing(rate=SPEECH_RATE, layout="mono", form="s16", samples=SPEECH_RATE), 0
    with opened(file) as footage:
        for frame in sounds(footage):
            for heard in hearing.push(frame):
                count += heard.samples
                out.write(bytes(heard.planes[0])[: heard.samples * 2])
    out.flush()
    return count


def loudness(file: BinaryIO) -> float | None:
    """The gain in decibels that makes it as loud as others (EBU R128), None for a silent clip."""
    meter = _Meter()
    with opened(file) as footage:
        hearing = Hearing(samples=4800)
        for frame in sounds(footage):
            for heard in hearing.push(frame):
                meter.hear(heard)
    meter.hear(None)
    return gain(meter.loudness, meter.peak)


class _Meter:
    """Integrated loudness in LUFS and the true peak in dB, of all that was heard."""

    def __init__(self) -> None:
        self.loudness: float | None = None
        self.peak = float("-inf")
        self._graph: Graph | None = None

    def hear(self, frame: AudioFrame | None) -> None:
        if self._graph is None:
            if frame is None:
                return
            self._graph = _meter(frame)
        self._graph.push(frame)
        while True:
            try:
                measured = self._graph.pull().metadata
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if _LOUDNESS in measured:  # told each tenth of a second, so not with the last few
                self.loudness = float(measured[_LOUDNESS])
            for name, value in measured.items():
                if name.startswith(_PEAK):
                    self.peak = max(self.peak, _decibels(float(value)))


def _decibels(amplitude: float) -> float:
    return 20 * log10(amplitude) if amplitude > 0 else float("-inf")


def _meter(like: AudioFrame) -> Graph:
    graph = Graph()
    graph.threads = 1
    source = graph.add_abuffer(
        sample_rate=like.sample_rate,
        format=like.format,
        layout=like.layout,
        time_base=like.time_base,
    )
    meter = graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
    graph.link_nodes(source, meter, graph.add("abuffersink")).configure()
    return graph


def sounds(footage: Footage) -> Iterator[AudioFrame | None]:
    """The frames of its sound, and None at the end; nothing at all for a silent clip."""
    if not isinstance(footage, Reel) or footage.sound is None:
        return
    for packet in footage.container.demux(footage.sound):
        for frame in footage.decoded(packet):
            if isinstance(frame, AudioFrame):
                yield frame
    yield None
