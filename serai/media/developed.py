"""A picture as it leaves the darkroom: cuts that are encoded but not yet kept anywhere."""

from typing import Final, Literal

from msgspec import Struct

Use = Literal["card", "full"]
Format = Literal["webp", "jpeg", "avif"]

SUFFIX: Final[dict[Format, str]] = {"webp": ".webp", "jpeg": ".jpg", "avif": ".avif"}


class Cut(Struct, frozen=True):
    """One cut of a picture, encoded, with nothing in it but pixels."""

    use: Use
    format: Format
    width: int
    height: int
    data: bytes


class Developed(Struct, frozen=True):
    """The upright size of the largest cut, a tiny stand-in as a data URI, and every cut.

    The cuts hold the whole picture (`full`) and, where its ratio lies outside 3:4 to 4:3, the
    middle of it for cards (`card`).
    """

    width: int
    height: int
    placeholder: str
    cuts: list[Cut]
