"""Explain a place on a page: its summands, the heaviest first, and what they come to on the way."""

from msgspec import Struct

from serai.feed.page import Page, Part, Shown


class Step(Struct, frozen=True):
    """One summand, and the sum up to and with it."""

    part: Part
    so_far: float


class Explanation(Struct, frozen=True):
    """Why a card stands where it stands; the last step's sum is the card's score."""

    page: str
    version: str
    card: Shown
    steps: tuple[Step, ...]


def explain(page: Page, slot: int) -> Explanation | None:
    """The sum behind the card at `slot` of `page`, or None where no card stands there."""
    if not 0 <= slot < len(page.shown):
        return None
    card = page.shown[slot]
    so_far = 0.0
    steps = []
    for part in sorted(card.parts, key=lambda part: -abs(part.amount)):
        so_far += part.amount
        steps.append(Step(part, so_far))
    return Explanation(page.id, page.version, card, tuple(steps))
