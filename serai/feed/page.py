"""One page of a feed: what is shown and why, what was left out and by which rule."""

from typing import Final

from msgspec import Struct

from serai.kernel import NoteId, PersonId
from serai.notes import Note
from serai.recommend import Interest

MOST: Final = 60
"""Cards on one page, at most."""


class Asked(Struct, frozen=True, kw_only=True):
    """What somebody asks a feed for.

    `after` is a page's `more`. `interests` are handed in for somebody who has no account yet;
    those of a `viewer` are read. `seed` names the page beforehand, so that it can be made again.
    """

    viewer: PersonId | None = None
    languages: tuple[str, ...] = ()
    interests: tuple[Interest, ...] = ()
    count: int = 20
    after: str | None = None
    seed: str | None = None


class Part(Struct, frozen=True, gc=False):
    """One summand of a card's score; `about` names topics, notes or a person it comes from."""

    feature: str
    amount: float
    about: tuple[str, ...] = ()


class Reason(Struct, frozen=True):
    """Why a card stands here, in a code and values; the ways in hold the sentence.

    Codes: archive (kind, words, topic), chosen (topic), taste (topic), together (note, title),
    follows, trial (topic or none), rising, liked, fresh, again.
    """

    code: str
    values: dict[str, str]


class Shown(Struct, frozen=True):
    """A card: its note, the source it came from, its place and the sum that placed it."""

    note: Note
    source: str
    slot: int
    score: float
    parts: tuple[Part, ...]
    reason: Reason | None


class Dropped(Struct, frozen=True):
    """Notes that were found and left out, and the rule that did it."""

    rule: str
    notes: tuple[NoteId, ...]


class Page(Struct, frozen=True):
    """A page; `more` asks for the one behind it, None where there is none.

    `version` is the ranker's, `folded` the place in the log it knew, `failed` names sources
    that fell out.
    """

    id: str
    feed: str
    shown: tuple[Shown, ...]
    dropped: tuple[Dropped, ...]
    failed: tuple[str, ...]
    version: str
    folded: int
    at: int
    more: str | None
