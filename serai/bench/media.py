"""`bench media`: what making a video ready costs, beside the plain ffmpeg program."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from serai.bench.draining import measure_draining
from serai.bench.first_frame import measure_first_frame
from serai.bench.machine import machine
from serai.bench.steps import Step, Tell
from serai.bench.transcode import measure_transcode
from serai.bench.web import Report
from serai.bench.worker import measure_worker

Measured = tuple[dict[str, float], dict[str, Step]]
"""Measures, and the steps they are made of."""

PARTS: Final[tuple[Callable[[Path, int, int, Tell], Measured], ...]] = (
    measure_transcode,
    measure_worker,
    measure_first_frame,
    measure_draining,
)
"""What is measured, one after the other: a folder, seconds of film and how many runs go in."""


class MediaReport(Report, frozen=True):
    """Measures, and for each step its seconds of CPU and of wall clock."""

    steps: dict[str, Step]


def bench_media(seconds: int, runs: int, tell: Tell) -> MediaReport:
    """Measure everything, on films that are made here; `tell` hears what is being measured."""
    measures: dict[str, float] = {}
    steps: dict[str, Step] = {}
    for part in PARTS:
        with TemporaryDirectory(prefix="serai-media-") as folder:
            found, taken = part(Path(folder), seconds, runs, tell)
        measures |= {name: round(value, 3) for name, value in found.items()}
        steps |= taken
    return MediaReport("media", machine(), runs, measures, steps)
