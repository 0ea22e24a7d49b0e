"""A search as its address says it: words, tab, order, filters; and the addresses beside it."""

from collections.abc import Mapping
from typing import Final, Literal, TypeVar, get_args
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace

from serai.feed import METS, RANKINGS, SINCES, Wanted
from serai.notes import KINDS
from serai.search import tidy

LONGEST_PLACE: Final = 60

Tab = Literal["notes", "people", "topics"]
T = TypeVar("T")

TABS: Final[tuple[Tab, ...]] = get_args(Tab)


class Place(Struct, frozen=True):
    """Where somebody stands in a search."""

    wanted: Wanted
    tab: Tab = "notes"

    def address(self, **changes: str | bool | None) -> str:
        """The address of this place, or of one that differs in parts of what is wanted."""
        wanted = replace(self.wanted, **changes)
        said = {
            "q": wanted.typed,
            "tab": "" if self.tab == "notes" else self.tab,
            "order": "" if wanted.order == "best" else wanted.order,
            "kind": wanted.kind or "",
            "since": "" if wanted.since == "any" else wanted.since,
            "met": "" if wanted.met == "any" else wanted.met,
            "place": wanted.place,
            "exactly": "1" if wanted.exactly else "",
        }
        return f"/search?{urlencode({name: value for name, value in said.items() if value})}"

    def at(self, tab: Tab) -> str:
        """The address of another tab."""
        return replace(self, tab=tab).address()

    @property
    def plain(self) -> str:
        """The address without filters."""
        return self.address(kind=None, since="any", met="any", place="")

    @property
    def as_typed(self) -> str:
        """The address at which nothing is put right."""
        return self.address(exactly=True)


def place_in(query: Mapping[str, str]) -> Place:
    """Where an address leads; what it says amiss counts as not said."""
    asked = Wanted(
        typed=tidy(query.get("q", "")),
        order=_one(query, "order", RANKINGS, "best"),
        kind=_one(query, "kind", (None, *KINDS), None),
        since=_one(query, "since", tuple(SINCES), "any"),
        met=_one(query, "met", METS, "any"),
        place=tidy(query.get("place", ""))[:LONGEST_PLACE],
        exactly=query.get("exactly") == "1",
    )
    return Place(asked, _one(query, "tab", TABS, "notes"))


def _one(query: Mapping[str, str], name: str, known: tuple[T, ...], usual: T) -> T:
    return next((one for one in known if one == query.get(name)), usual)
