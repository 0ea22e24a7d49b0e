"""Sums that NumPy alone would take too long for, compiled."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numpy as np
from numba import njit

from serai.bench.recommend.log import Floats, Ints

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function as machine code, kept on disk for the next start."""
    return cast("Callable[P, R]", njit(cache=True, nogil=True)(function))


@compiled
def weighted_rows(rows: Ints, weights: Floats, table: Floats) -> Floats:
    """Sum of rows of a dense table, each with its weight."""
    out = np.zeros(table.shape[1], np.float32)
    for at in range(len(rows)):
        out += weights[at] * table[rows[at]]
    return out


@compiled
def weighted_sparse_rows(
    rows: Ints, weights: Floats, start: Ints, column: Ints, value: Floats, width: int
) -> Floats:
    """The same for a table in compressed sparse rows."""
    out = np.zeros(width, np.float32)
    for at in range(len(rows)):
        for cell in range(start[rows[at]], start[rows[at] + 1]):
            out[column[cell]] += weights[at] * value[cell]
    return out
