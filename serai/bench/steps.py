"""What one step on a clip's way took."""

from collections.abc import Callable, Sequence
from statistics import median

from msgspec import Struct

Tell = Callable[[str], None]


class Step(Struct, frozen=True):
    """Seconds of CPU, of all threads, and seconds by the clock."""

    cpu_s: float
    wall_s: float


def middle(taken: Sequence[Step]) -> Step:
    """The median of each."""
    return Step(
        round(median(one.cpu_s for one in taken), 3), round(median(one.wall_s for one in taken), 3)
    )
