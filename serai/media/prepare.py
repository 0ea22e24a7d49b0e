"""Prepare a picture for keeping, before any transaction opens: developed, its cuts in the blobs."""

from msgspec import Struct

from serai.media.blobs import Blobs
from serai.media.cover import Style
from serai.media.darkroom import Darkroom
from serai.media.developed import SUFFIX, Cut, Developed, Use
from serai.media.limits import PictureLimits
from serai.media.picture import Kind, Variant

CARD_WIDTH = 640


class Prepared(Struct, frozen=True):
    """A picture whose cuts are kept as blobs; `receive` makes it somebody's."""

    kind: Kind
    width: int
    height: int
    placeholder: str
    variants: tuple[Variant, ...]


async def prepare(darkroom: Darkroom, blobs: Blobs, data: bytes, limits: PictureLimits) -> Prepared:
    """A received file, checked and cut; raises the `Refusal`s of `Darkroom.develop`."""
    return await keep_cuts(blobs, "photo", await darkroom.develop(data, limits))


async def set_cover(
    darkroom: Darkroom, blobs: Blobs, words: str, style: Style, photo: bytes = b""
) -> Prepared:
    """Words as a picture, over `photo` in that style; raises the `Refusal`s of `Darkroom.cover`."""
    return await keep_cuts(blobs, "cover", await darkroom.cover(words, style, photo))


async def keep_cuts(blobs: Blobs, kind: Kind, made: Developed) -> Prepared:
    """What left the darkroom, its cuts kept as blobs."""
    kept = [(cut, await blobs.put(cut.data, SUFFIX[cut.format])) for cut in made.cuts]
    own_cards = any(cut.use == "card" for cut, _ in kept)
    variants = [_variant(cut, address, cut.use) for cut, address in kept]
    if not own_cards:  # the whole picture has a card's ratio: its smaller cuts serve for both
        small = [(cut, address) for cut, address in kept if _suits_card(cut, made)]
        variants += [_variant(cut, address, "card") for cut, address in small]
    return Prepared(kind, made.width, made.height, made.placeholder, tuple(variants))


def _suits_card(cut: Cut, made: Developed) -> bool:
    return cut.format == "webp" and cut.width <= max(CARD_WIDTH, min(made.width, CARD_WIDTH))


def _variant(cut: Cut, address: str, use: Use) -> Variant:
    return Variant(use, cut.format, cut.width, cut.height, address)
