"""One page of a feed: what is shown and why, what was left out and by which rule."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from serai.kernel import NoteId, PersonId
from serai.notes import Note
from serai.recommend import Interest, Part

MOST: Final = 60
"""Cards on one page, at most."""


class AskedPlainly(Struct, frozen=True, kw_only=True):
    """What a feed that reads nothing of the person is told of the request: no person, by type."""

    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    place: str = ""


class Asked(Struct, frozen=True, kw_only=True):
    """What somebody asks a feed for.

    `after` is a page's `more`. `interests` are handed in for somebody who has no account yet;
    those of a `viewer` are read. `topics` and `place` are chosen for this session, and stand in
    the request. `seed` names the page beforehand, so that it can be made again.
    """

    viewer: PersonId | None = None
    languages: tuple[str, ...] = ()
    interests: tuple[Interest, ...] = ()
    topics: tuple[str, ...] = ()
    place: str = ""
    count: int = 20
    after: str | None = None
    seed: str | None = None

    def plainly(self) -> AskedPlainly:
        """The same without the person and whatever was handed in for them."""
        return AskedPlainly(languages=self.languages, topics=self.topics, place=self.place)


class Reason(Struct, frozen=True):
    """Why a card stands here, in a code and values; the ways in hold the sentence.

    Codes: archive (kind, words, topic), chosen (topic), taste (topic), together (note, title, and
    where two led here and_note, and_title), author, content, follows, nearby, trial (topic or
    none), rising, lately, liked, fresh, newest, variety, again.
    """

    code: str
    values: dict[str, str]


class Shown(Struct, frozen=True):
    """A card: its note, the source it came from, its place and the sum of what it is worth.

    `propensity` is how likely this note was to stand here, where the place was kept for a new
    one; else 0. In a feed in order of time nothing is summed.
    """

    note: Note
    source: str
    slot: int
    score: float
    parts: tuple[Part, ...]
    reason: Reason | None
    propensity: float = 0.0


class Dropped(Struct, frozen=True):
    """Notes that were found and left out, and the rule that did it."""

    rule: str
    notes: tuple[NoteId, ...]


def dropped_by(
    rules: Mapping[str, Iterable[NoteId]], refused: Mapping[NoteId, str]
) -> tuple[Dropped, ...]:
    """What the rules dropped, and behind it what the gate `refused`, each under its rule."""
    gone = {rule: list(notes) for rule, notes in rules.items()}
    for which, rule in refused.items():
        gone.setdefault(rule, []).append(which)
    return tuple([Dropped(rule, tuple(notes)) for rule, notes in gone.items() if notes])


class Made(Struct, frozen=True):
    """The cards of a page, and what was left out; `behind` is where one in time goes on."""

    shown: tuple[Shown, ...]
    dropped: tuple[Dropped, ...]
    behind: tuple[int, NoteId] | None = None


class Page(Struct, frozen=True):
    """A page; `more` asks for the one behind it, None where there is none.

    `version` is the ranker's, `folded` the place in the log it knew.
    """

    id: str
    feed: str
    shown: tuple[Shown, ...]
    dropped: tuple[Dropped, ...]
    version: str
    folded: int
    at: int
    more: str | None
