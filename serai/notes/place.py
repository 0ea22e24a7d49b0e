"""Where on a feed's page somebody met a note, so that the engine learns from the right glance."""

from typing import Final, TypedDict

from msgspec import Struct

PAGE_LONGEST: Final = 64


class Place(Struct, frozen=True):
    """The page of a feed, by its id, and the slot on it, from 0."""

    page: str
    slot: int


class Met(TypedDict, total=False):
    """The place as a signal has it."""

    page: str | None
    slot: int | None


def met_at(place: Place | None) -> Met:
    """`place` for a signal; a page that no feed ever named so is left out."""
    if place is None or len(place.page) > PAGE_LONGEST or not place.page.isprintable():
        return {}
    return {"page": place.page, "slot": place.slot}
