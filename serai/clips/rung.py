"""One size of a clip, ready to be played."""

from msgspec import Struct


class Rung(Struct, frozen=True):
    """A fragmented MP4 with an index, played by range requests as it is or through its playlist.

    `bits` is the most it takes in any second, `size` its bytes; `codecs` is written as players ask
    for it ("avc1.64001f,mp4a.40.2"). `address` and `playlist` name blobs.
    """

    width: int
    height: int
    bits: int
    codecs: str
    size: int
    address: str
    playlist: str
