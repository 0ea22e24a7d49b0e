"""A made-up 12-megapixel photo, and what it costs to cut."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from msgspec import json
from PIL import Image

from serai.bench.cost import Cost

WIDTH: Final = 4032
HEIGHT: Final = 3024


def measure_picture(photo: Path) -> Cost:
    """Develop `photo` in a fresh child of a fresh process."""
    command = [sys.executable, "-m", "serai.bench.develop", str(photo)]
    done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own
    return json.decode(done.stdout, type=Cost)


@contextmanager
def a_photo() -> Iterator[Path]:
    """A JPEG with soft shapes and grain, as heavy to cut as a real one; gone with the block."""
    random = np.random.default_rng(7)
    coarse = Image.fromarray(random.integers(0, 255, (48, 64, 3), dtype=np.uint8))
    soft = np.asarray(coarse.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), dtype=np.int16)
    grain = random.integers(-6, 7, (HEIGHT, WIDTH, 1), dtype=np.int16)
    with TemporaryDirectory() as folder:
        path = Path(folder, "photo.jpg")
        picture = Image.fromarray(np.clip(soft + grain, 0, 255).astype(np.uint8))
        picture.save(path, "JPEG", quality=90)
        yield path
