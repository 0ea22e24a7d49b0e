"""Small pictures of a clip in one file, to look at while seeking."""

from msgspec import Struct


class Sprite(Struct, frozen=True):
    """Tiles in rows, left to right; `width` and `height` are pixels of one tile.

    A tile shows the clip every so many microseconds, the first one its beginning.
    """

    address: str
    columns: int
    rows: int
    width: int
    height: int
    every: int
