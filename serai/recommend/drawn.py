"""A page as the engine draws it: each card with its sum, and what was left out by which rule."""

from msgspec import Struct

from serai.kernel import NoteId, PersonId
from serai.recommend.interests import Interest


class Part(Struct, frozen=True, gc=False):
    """One summand of a card's score; `about` names topics, notes or a person it comes from."""

    feature: str
    amount: float
    about: tuple[str, ...] = ()


class Lane(Struct, frozen=True):
    """A topic with places of its own; `interest` where the viewer said so, else likes show it."""

    topic: str
    interest: Interest | None


class Drawn(Struct, frozen=True):
    """A note in its place: what found it, its lane if one gave it the place, and its sum.

    `score` is the sum of the parts. `propensity` is how likely this note was to stand here, where
    the place was kept for a new one; else 0.
    """

    note: NoteId
    author: PersonId
    source: str
    lane: Lane | None
    parts: tuple[Part, ...]
    score: float
    propensity: float = 0.0


class Draft(Struct, frozen=True):
    """The cards in order, and by each rule the notes that it left out."""

    cards: tuple[Drawn, ...]
    dropped: dict[str, tuple[NoteId, ...]]
