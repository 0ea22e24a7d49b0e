"""How memory is laid out: made empty, grown by doubling.

Room that is not in use takes no memory: the system hands out pages once they are written to.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeVar, cast

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._memory import (
    Authors,
    Bonds,
    House,
    Lanes,
    Learnt,
    Notes,
    Pending,
    People,
    Ties,
)

Kind = tuple[Any, tuple[int, ...], float]
F32, I32 = np.float32, np.int32

LAYOUT: Final[dict[type, Mapping[str, Kind]]] = {
    Notes: {
        # What weighing reads, side by side; what follows is read of a few notes a page.
        "ids": (np.int64, (), 0),
        "published": (np.float64, (), 0),
        "author": (I32, (), -1),
        "lanes": (I32, (shape.LANES_OF,), -1),
        "stat": (F32, (shape.NOTE_COLUMNS,), 0),
        "content": (np.int8, (shape.CONTENT,), 0),
        "p": (F32, (shape.WIDTH,), 0),
        "marks": (np.uint8, (), 0),
        "place": (np.int16, (), -1),
        "waits": (I32, (), -1),
        "near": (I32, (), -1),
        "near_room": (np.int16, (), 0),
        "near_held": (np.int16, (), 0),
        "q": (F32, (shape.WIDTH,), 0),
        "older": (I32, (), -1),
        "alias": (I32, (), -1),
        "audience": (F32, (5,), 0),
    },
    Bonds: {
        "to": (I32, (), 0),
        "weight": (F32, (), 0),
    },
    People: {
        "ids": (np.int64, (), 0),
        "stat": (F32, (shape.PERSON_COLUMNS,), 0),
        "recent": (I32, (shape.RECENT,), -1),
        "count": (I32, (), 0),
        "taste": (I32, (shape.TASTES,), -1),
        "liked": (F32, (shape.TASTES,), 0),
        "met": (F32, (shape.TASTES,), 0),
        "taste_at": (F32, (shape.TASTES,), 0),
    },
    Authors: {
        "ids": (np.int64, (), 0),
        "stat": (F32, (shape.MASS,), 0),
        "newest": (I32, (), -1),
    },
    Lanes: {
        "stat": (F32, (shape.MASS,), 0),
        "best": (I32, (shape.BEST,), -1),
        "newest": (I32, (shape.NEWEST,), -1),
        "turn": (I32, (), 0),
        "notes": (I32, (), 0),
        "waiting": (I32, (shape.NEWEST,), -1),
        "trials": (F32, (3, 2), 0),
    },
    Ties: {
        # 16 bytes: four in a line of the cache, and none in two of them.
        "keys": (np.int64, (), -1),
        "at": (F32, (), 0),
        "deeds": (np.uint16, (), 0),
        "slot": (np.int16, (), -1),
    },
    Pending: {
        "person": (I32, (), -1),
        "note": (I32, (), -1),
        "surface": (np.uint8, (), 0),
        "outcome": (np.uint8, (), 0),
        "at": (np.float64, (), 0),
        "x": (F32, (shape.LEARNING,), 0),
        "weight": (F32, (), 0),
    },
    Learnt: {
        "w": (F32, (shape.F, shape.T), 0),
        "w_pull": (F32, (shape.F, shape.T), 0),
        "surface": (F32, (shape.SURFACES, shape.T), 0),
        "surface_pull": (F32, (shape.SURFACES, shape.T), 0),
        "average": (np.float64, (shape.F,), 0),
        "usual": (np.float64, (shape.T + 1,), 0),
        "mix": (np.float64, (3, shape.M), 0),
        "mix_pull": (np.float64, (3, shape.M), 0),
        "behaviour": (F32, (shape.CLUSTERS, shape.WIDTH), 0),
        "meaning": (F32, (shape.CLUSTERS, shape.CONTENT), 0),
        "mass": (F32, (shape.NAMED,), 0),
    },
    House: {
        "touched": (I32, (shape.TOUCHED,), -1),
        "busy": (I32, (shape.BUSY,), -1),
        "active": (I32, (shape.ACTIVE,), -1),
        "values": (F32, (shape.T,), 0),
        "counts": (np.int64, (9,), 0),
        "oldest": (np.float64, (1,), 1e18),
    },
}

Part = TypeVar("Part")


def dtype_of(kind: type) -> Any:
    """A row of a part, as NumPy lays it out: what belongs together lies together."""
    return np.dtype(
        [(name, dtype, tail) for name, (dtype, tail, _) in LAYOUT[kind].items()], align=True
    )


def room_for(kind: type[Part], size: int, begun: int | None = None) -> Part:
    """An empty part with `size` rows, an array of records that reads like the class.

    The first `begun` rows (all by default) may be used at once, others after `begin`.
    """
    part = np.zeros(size, dtype_of(kind))
    _begin(kind, part, 0, size if begun is None else begun)
    return cast("Part", part.view(np.recarray))


def begin(kind: type[Part], part: Part, first: int, last: int) -> None:
    """Make the rows from `first` to `last` empty ones."""
    if first < last:
        _begin(kind, bare(part), first, last)


def _begin(kind: type, part: Any, first: int, last: int) -> None:
    for name, (_, _, fill) in LAYOUT[kind].items():
        if fill:
            part[name][first:last] = fill


def one_of(kind: type[Part]) -> Part:
    """A part with one row, by itself."""
    return cast("Part", cast("Any", room_for(kind, 1))[0])


def grown(kind: type[Part], part: Part, used: int, size: int) -> Part:
    """`part` with room for `size` rows, the first `used` in place and no other begun."""
    larger = room_for(kind, size, 0)
    whole_of(larger, used)[:] = whole_of(part, used)
    return larger


def whole_of(part: Part, rows: int) -> Any:
    """The first `rows` rows as bytes, in place."""
    records = bare(part)
    return records[:rows].view(np.uint8)


def bare(part: Part) -> Any:
    """The same memory as a plain array, one row long where `part` is a record by itself.

    Numba knows the kind of a plain array at once, that of a record only after looking at all of it.
    """
    held: Any = cast("Any", part)
    whole: Any = held.base if isinstance(held, np.void) else held
    return whole.view(np.ndarray)
