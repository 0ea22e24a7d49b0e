"""Sums that fade, and how a rate stands against everybody's."""

import math

from serai.recommend import _shape as shape
from serai.recommend._kernel import kernel, piece
from serai.recommend._types import Floats, Singles

PRIOR = 20.0
"""Impressions after which a thing's own rate outweighs everybody's."""


@kernel
def fade(row: Singles, at: float, half_life: float) -> None:
    """Bring the sums of `row` to the time `at`; half lives and times are hours."""
    passed = at - row[shape.AT]
    if passed > 0.0:
        left = 2.0 ** (-passed / half_life)
        for column in range(shape.AT):
            row[column] *= left
        row[shape.AT] = at


@piece
def base_rate(base: Floats, task: int) -> float:
    """How often a task comes of an impression, whatever the note."""
    return (base[task] + 1.0) / (base[shape.T] + 10.0)  # type: ignore[no-any-return]


@kernel
def logit(rate: float) -> float:
    """log(p / (1 - p))."""
    return math.log(rate / (1.0 - rate))


@kernel
def against(done: float, shown: float, rate: float, prior: float) -> float:
    """The smoothed rate's logit less that of `rate`: 0 where nothing is known."""
    smoothed = (done + prior * rate) / (shown + prior)
    smoothed = min(max(smoothed, 1e-5), 1.0 - 1e-5)
    return logit(smoothed) - logit(rate)


@kernel
def rerate(row: Singles, base: Floats, prior: float) -> None:
    """Note in `row` how its rates stand, and how much it was shown."""
    for task in range(shape.RATED):
        rate = base_rate(base, task)
        done = max(row[shape.DONE + task], 0.0)
        row[shape.RATE + task] = against(done, row[shape.SHOWN], rate, prior)
    row[shape.COUNT] = math.log1p(max(row[shape.SHOWN], 0.0))


@kernel
def faded(value: float, since: float, at: float, half_life: float) -> float:
    """`value` of the time `since`, now."""
    return value * 2.0 ** (-max(at - since, 0.0) / half_life)  # type: ignore[no-any-return]
