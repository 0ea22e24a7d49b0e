"""A clip made ready for any screen."""

from msgspec import Struct

from serai.clips.rung import Rung


class Encoded(Struct, frozen=True):
    """The sizes, smallest first, and the playlist of them all; each address is a file's name."""

    rungs: tuple[Rung, ...]
    master: str
