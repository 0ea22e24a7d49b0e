"""Where on a feed's page somebody met a note, so that the engine learns from the right glance."""

from msgspec import Struct


class Place(Struct, frozen=True):
    """The page of a feed, by its id, and the slot on it, from 0."""

    page: str
    slot: int
