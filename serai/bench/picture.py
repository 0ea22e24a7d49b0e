"""What a 12-megapixel photo costs to cut: CPU seconds and peak memory of the child that does it."""

import asyncio
import resource
from io import BytesIO
from time import sleep
from typing import Final

import numpy as np
from msgspec import Struct
from PIL import Image

from serai.media import ChildDarkroom, PictureLimits

WIDTH: Final = 4032
HEIGHT: Final = 3024


class Cost(Struct, frozen=True):
    """Of one photo, its child's start included: CPU seconds, peak memory in MB."""

    cpu_s: float
    memory_mb: float


def measure_picture() -> Cost:
    """Develop one photo in a fresh child."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    asyncio.run(_develop(_photo()))
    sleep(0.1)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu_s=spent, memory_mb=after.ru_maxrss / 1024)


async def _develop(photo: bytes) -> None:
    darkroom = ChildDarkroom(1)
    try:
        await darkroom.develop(photo, PictureLimits())
    finally:
        await darkroom.close()


def _photo() -> bytes:
    """A made-up photo with soft shapes and grain, as heavy to cut as a real one."""
    random = np.random.default_rng(7)
    coarse = Image.fromarray(random.integers(0, 255, (48, 64, 3), dtype=np.uint8))
    soft = np.asarray(coarse.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), dtype=np.int16)
    grain = random.integers(-6, 7, (HEIGHT, WIDTH, 1), dtype=np.int16)
    picture = Image.fromarray(np.clip(soft + grain, 0, 255).astype(np.uint8))
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()
