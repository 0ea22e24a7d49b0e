"""Explain a place on a page: its summands, and what they come to on the way."""

from msgspec import Struct

from serai.feed.page import Shown
from serai.recommend import Part


class Step(Struct, frozen=True):
    """One summand, and the sum up to and with it."""

    part: Part
    so_far: float


def explain(card: Shown) -> tuple[Step, ...]:
    """The sum behind a card: from an average note on, the heaviest first, up to its score."""
    so_far = 0.0
    steps = []
    for part in sorted(card.parts, key=_weight):
        so_far += part.amount
        steps.append(Step(part, so_far))
    return tuple(steps)


def _weight(part: Part) -> tuple[bool, float]:
    return part.feature != "start", -abs(part.amount)
