"""Where a note stands by its content: 64 small numbers made of its words and its picture.

The encoders' rows are turned onto the directions of `content.npz`: those in which texts of many
topics and pictures of many things differ most (`bin/serai bench directions` learns them,
`bin/serai bench content` measures them).
"""

from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from serai.models import Vectors

TEXT: Final = 48
IMAGE: Final = 16
WIDTH: Final = TEXT + IMAGE
"""Numbers in one vector, and bytes it takes: those of the words first, then the picture's."""

BY_TEXT: Final = 0.81**0.5
BY_IMAGE: Final = 0.19**0.5
"""The lengths of both parts where a note has both: the cosine of two such notes is .81 times that
of their words and .19 times that of their pictures."""

STEPS: Final = 127
"""Steps from nothing to a whole unit."""


def _load() -> dict[str, Vectors]:
    with files("serai.recommend").joinpath("content.npz").open("rb") as file, np.load(file) as kept:
        return {name: kept[name].astype(np.float32) for name in kept}


_KEPT: Final = _load()


def content(text: Vectors | None, image: Vectors | None) -> bytes | None:
    """The vector of a note from its rows, `(models.WIDTH,)` and `(models.IMAGE_WIDTH,)`.

    A part that is None or zeros is missing: the other one then counts alone. None for no part.
    """
    parts = (BY_TEXT * _turned("text", text), BY_IMAGE * _turned("image", image))
    row = np.concatenate(parts)
    return pack(row[None]) if row.any() else None


def pack(rows: Vectors) -> bytes:
    """Directions as int8, `WIDTH` bytes each; `rows` is `(n, WIDTH)`, of any length but zero."""
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    packed: bytes = np.rint(unit * STEPS).astype(np.int8).tobytes()
    return packed


def unpack(vectors: bytes) -> Vectors:
    """Unit rows `(n, WIDTH)` from vectors one behind another; raises ValueError for half a one."""
    small: NDArray[np.int8] = np.frombuffer(vectors, np.int8).reshape(-1, WIDTH)
    rows = small.astype(np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _turned(part: str, row: Vectors | None) -> Vectors:
    """The row on its directions, a unit long; zeros where it is missing."""
    directions = _KEPT[f"{part}_directions"]
    if row is None or not row.any():
        return np.zeros(directions.shape[1], np.float32)
    turned = (row - _KEPT[f"{part}_middle"]) @ directions
    unit: Vectors = (turned / np.linalg.norm(turned)).astype(np.float32)
    return unit
