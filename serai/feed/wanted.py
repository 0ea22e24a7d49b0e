"""What somebody wants of a search: the words, the order, and what is to be left out."""

from typing import Final, Literal, get_args

from msgspec import Struct

from serai.notes import Kind

Ranking = Literal["best", "newest", "liked", "collected"]
RANKINGS: Final[tuple[Ranking, ...]] = get_args(Ranking)

Since = Literal["any", "day", "week", "half-year"]
SINCES: Final[dict[Since, int]] = {"any": 0, "day": 1, "week": 7, "half-year": 183}
"""Days."""

Met = Literal["any", "new", "opened", "followed"]
METS: Final[tuple[Met, ...]] = get_args(Met)
"""Whatever it is; not opened yet; opened before; of people one follows."""


class Wanted(Struct, frozen=True):
    """A search. `place` is a place's name, as a note says it; `kind` None is either."""

    typed: str
    order: Ranking = "best"
    kind: Kind | None = None
    since: Since = "any"
    met: Met = "any"
    place: str = ""
    exactly: bool = False
    """Whether slips are not to be put right."""

    @property
    def names(self) -> bool:
        """Whether somebody or a topic is named, by a sign before it."""
        return self.typed[:1] in {"@", "\uff20", "#", "\uff03"}

    @property
    def by_meaning(self) -> bool:
        """Whether notes that mean something like it are looked for, too."""
        return bool(self.typed) and self.order == "best" and not self.names

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return (self.kind, self.since, self.met, self.place) != (None, "any", "any", "")
