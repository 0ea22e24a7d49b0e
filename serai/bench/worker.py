"""How much memory the process takes that works on the largest films phones make."""

import asyncio
from pathlib import Path
from typing import Final

from serai.bench.footage import film
from serai.bench.steps import Step, Tell
from serai.clips import ClipLimits
from serai.clips.children import ChildStudio
from serai.clips.ladder import rungs_for

SIZE: Final = (3840, 2160)
RATE: Final = 60
LONGEST: Final = 2.0
"""Seconds: every buffer is full after one."""


def measure_worker(
    folder: Path, seconds: int, _runs: int, tell: Tell
) -> tuple[dict[str, float], dict[str, Step]]:
    """`worker_rss_mb`: memory at the peak of the child that encodes 4K at 60 pictures a second."""
    source = folder / "film.mp4"
    tell("4K at 60 pictures a second")
    film(source, SIZE, RATE, min(LONGEST, seconds / 4))
    return {"worker_rss_mb": asyncio.run(_peak(source))}, {}


async def _peak(source: Path) -> float:
    studio = ChildStudio()
    try:
        probed = await studio.probe(source, ClipLimits())
        steps = rungs_for(probed)
        await studio.encode(source, probed, steps, 0.0, source.parent, lambda _: None)
        return studio.spent.memory_mb if studio.spent else 0.0
    finally:
        await studio.close()
