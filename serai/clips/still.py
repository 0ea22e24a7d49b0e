"""One picture of a clip, to choose a cover by."""

from msgspec import Struct


class Still(Struct, frozen=True):
    """A small JPEG and the moment it shows, in microseconds from the beginning."""

    at: int
    data: bytes
