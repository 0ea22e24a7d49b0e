"""A picture as a page shows it: which files in which sizes, and the box it will fill."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from serai.media import Picture, Variant

TYPES: Final = {"avif": "image/avif", "webp": "image/webp"}
FACE_WIDTH: Final = 160
"""Pixels an avatar's file should at least be wide: 88 on a dense screen."""


class Source(Struct, frozen=True):
    """The files of one format, as `<source>` wants them."""

    type: str
    srcset: str


class View(Struct, frozen=True):
    """What an `<img>` needs; `width` and `height` give the box before anything is loaded."""

    width: int
    height: int
    placeholder: str
    alt: str
    sources: tuple[Source, ...]
    src: str


def card_view(picture: Picture, alt: str = "") -> View:
    """The picture on a card: its own ratio between 3:4 and 4:3, cropped beyond."""
    return _view(picture, _cut_for(picture.variants, "card"), alt)


def full_view(picture: Picture, alt: str = "") -> View:
    """The whole picture."""
    return _view(picture, _cut_for(picture.variants, "full"), alt)


def face(picture: Picture | None) -> str | None:
    """The address of an avatar's file: the smallest that is sharp."""
    if picture is None:
        return None
    cuts = sorted(_cut_for(picture.variants, "card"), key=lambda cut: cut.width)
    usable = [cut for cut in cuts if cut.format != "avif"] or cuts
    sharp = [cut for cut in usable if cut.width >= FACE_WIDTH] or usable[-1:]
    return address(sharp[0]) if sharp else None


def address(cut: Variant) -> str:
    """Where the file of a cut is served."""
    return f"/media/{cut.address}"


def _cut_for(cuts: Iterable[Variant], use: str) -> list[Variant]:
    fitting = [cut for cut in cuts if cut.use == use]
    return fitting or [cut for cut in cuts if cut.use == "full"]


def _view(picture: Picture, cuts: list[Variant], alt: str) -> View:
    widest = max(cuts, key=lambda cut: cut.width)
    sources = tuple(
        Source(kind, ", ".join(f"{address(cut)} {cut.width}w" for cut in files))
        for name, kind in TYPES.items()
        if (files := sorted((c for c in cuts if c.format == name), key=lambda c: c.width))
    )
    plain = [cut for cut in picture.variants if cut.format == "jpeg"] or cuts
    return View(
        widest.width,
        widest.height,
        picture.placeholder,
        picture.alt or alt,
        sources,
        address(min(plain, key=lambda cut: cut.width)),
    )
