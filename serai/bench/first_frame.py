"""First frame: the player's start on a film that the studio made."""

import asyncio
from pathlib import Path
from typing import Final

from serai.bench.footage import film
from serai.bench.media_player import first_frame_ms
from serai.bench.steps import Step, Tell
from serai.clips import Rung, ThreadStudio
from serai.clips.ladder import rungs_for
from serai.clips.limits import ClipLimits

SIZE: Final = (720, 1280)
SECONDS: Final = 6.0


def measure_first_frame(
    folder: Path, _seconds: int, _runs: int, tell: Tell
) -> tuple[dict[str, float], dict[str, Step]]:
    """`first_frame_ms`: from the still picture to the first frame, over loopback in Chromium."""
    source = folder / "film.mp4"
    film(source, SIZE, 30, SECONDS)
    tell("the player's first frame")
    rung = asyncio.run(_largest(source, folder))
    return {"first_frame_ms": first_frame_ms(folder / rung.address, rung.codecs)}, {}


async def _largest(source: Path, folder: Path) -> Rung:
    studio = ThreadStudio()
    probed = await studio.probe(source, ClipLimits())
    made = await studio.encode(source, probed, rungs_for(probed), 0.0, folder, lambda _: None)
    return made.rungs[-1]
