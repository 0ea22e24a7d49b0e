"""One upright picture cut to the sizes pages ask for, with nothing in the files but pixels."""

import io

from PIL import Image

from serai.media.developed import Cut, Developed, Format, Use
from serai.media.placeholder import placeholder

WIDTHS = (320, 640, 1080, 1600)
"""Widths in pixels a picture is cut to; none is ever wider than the picture itself."""

CARD_WIDTHS = (320, 640)
JPEG_WIDTHS = (640, 1600)
"""JPEG is for the few readers without WebP and for link previews: a small and a large one do."""


def cut(image: Image.Image, *, drawn: bool = False) -> Developed:
    """Every cut of an upright RGB picture, largest first, each cut from the one before it.

    A `drawn` picture (lettering on an even ground) keeps its edges where that costs no bytes.
    """
    full = _cuts(image, "full", WIDTHS, drawn=drawn)
    card_box = card_crop(image.width, image.height)
    card = [] if card_box is None else _cuts(image.crop(card_box), "card", CARD_WIDTHS)
    return Developed(full[0].width, full[0].height, placeholder(image), [*full, *card])


def card_crop(width: int, height: int) -> tuple[int, int, int, int] | None:
    """The middle of a picture taller than 3:4 or wider than 4:3; None where it is neither."""
    tallest, widest = max(1, width * 4 // 3), max(1, height * 4 // 3)
    if height > tallest:
        top = (height - tallest) // 2
        return (0, top, width, top + tallest)
    if width > widest:
        left = (width - widest) // 2
        return (left, 0, left + widest, height)
    return None


def sizes(width: int, widths: tuple[int, ...]) -> list[int]:
    """The widths to cut to, largest first: those below the picture's own, and the nearest to it."""
    largest = min(width, max(widths))
    return [largest, *(w for w in sorted(widths, reverse=True) if w < largest)]


def encode(image: Image.Image, kind: Format) -> bytes:
    """The picture as a file of `kind`; no EXIF, no profile, no text goes with it."""
    out = io.BytesIO()
    if kind == "webp":
        image.save(out, "WEBP", quality=82, method=2)
    elif kind == "jpeg":
        image.save(out, "JPEG", quality=86, progressive=True, optimize=True)
    else:
        image.save(out, "AVIF", quality=62, speed=10, max_threads=1)
    return out.getvalue()


def encode_drawn(image: Image.Image, kind: Format) -> bytes:
    """The same for lettering: WebP without loss, or nearly so, whichever is smaller."""
    if kind != "webp":
        return encode(image, kind)
    exact, near = io.BytesIO(), io.BytesIO()
    image.save(exact, "WEBP", lossless=True, quality=30, method=2)
    image.save(near, "WEBP", quality=92, method=2)
    return min(exact.getvalue(), near.getvalue(), key=len)


def encode_quick(image: Image.Image) -> bytes:
    """A WebP to look at once, made while somebody types."""
    out = io.BytesIO()
    image.save(out, "WEBP", quality=92, method=1)
    return out.getvalue()


def _cuts(
    image: Image.Image, use: Use, widths: tuple[int, ...], *, drawn: bool = False
) -> list[Cut]:
    cuts: list[Cut] = []
    written = encode_drawn if drawn else encode
    jpeg_widths = set(sizes(image.width, JPEG_WIDTHS)) if use == "full" else set()
    for width in sizes(image.width, widths):
        image = _scaled(image, width)
        kinds: tuple[Format, ...] = ("webp", "jpeg") if width in jpeg_widths else ("webp",)
        cuts += [Cut(use, k, *image.size, written(image, k)) for k in kinds]
    return cuts


def _scaled(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
