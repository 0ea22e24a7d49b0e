"""What was shown to whom and what they did, as columns."""

from typing import TypeAlias

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int32]
Times: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float32]

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Log(Struct, frozen=True):
    """Impressions in order of time, one array a column; users and items count from 0."""

    user: Ints
    item: Ints
    at: Times
    """Microseconds since 1970, UTC."""
    click: Flags
    like: Flags
    follow: Flags
    comment: Flags
    forward: Flags
    hate: Flags
    long_view: Flags
    play_ms: Ints
    duration_ms: Ints
    tab: Ints
    is_rand: Flags

    def __len__(self) -> int:
        return len(self.user)

    def part(self, rows: "slice | NDArray[np.intp] | Flags") -> "Log":
        """Only these rows; a slice is a view, not a copy."""
        return Log(*(column[rows] for column in structs.astuple(self)))

    def positive(self) -> Flags:
        """Where somebody viewed long or liked."""
        return self.long_view | self.like

    def before(self, at: int) -> "Log":
        """What happened before a moment."""
        return self.part(slice(0, int(np.searchsorted(self.at, at))))

    def since(self, at: int) -> "Log":
        """What happened at a moment and later."""
        return self.part(slice(int(np.searchsorted(self.at, at)), None))


def joined(first: Log, second: Log) -> Log:
    """Both logs as one, in order of time; at the same moment the first one's rows go first."""
    columns = zip(structs.astuple(first), structs.astuple(second), strict=True)
    both = Log(*(np.concatenate(pair) for pair in columns))
    return both.part(np.argsort(both.at, kind="stable"))


def long_views(user: NDArray[np.integer], item: NDArray[np.integer], at: Times) -> Log:
    """Long views of which nothing more is known, in order of time."""
    yes, no = np.ones(len(user), np.bool_), np.zeros(len(user), np.bool_)
    zero = np.zeros(len(user), np.int32)
    whole = Log(
        user=user.astype(np.int32),
        item=item.astype(np.int32),
        at=at.astype(np.int64),
        click=yes,
        like=no,
        follow=no,
        comment=no,
        forward=no,
        hate=no,
        long_view=yes,
        play_ms=zero,
        duration_ms=zero,
        tab=zero,
        is_rand=no,
    )
    return whole.part(np.argsort(whole.at, kind="stable"))
