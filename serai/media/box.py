"""The part of a picture that is kept: checked, read from per cents, centred; pure rules."""

from fractions import Fraction
from math import isfinite
from typing import Final

from msgspec import Struct

from serai.kernel import Refusal

Size = tuple[int, int]
"""Width and height in pixels."""

RATIOS: Final[dict[str, Size]] = {"3:4": (3, 4), "1:1": (1, 1), "4:3": (4, 3)}
"""Ratios of width to height that have a name."""

SLACK: Final = 0.5
"""Per cents that a sum may go over the picture: thirds are typed as 33.3 and 66.7, or as 67."""

_WHOLE: Final = 100.0


class Box(Struct, frozen=True):
    """A part of a picture, in pixels of the whole of it, from its upper left corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom."""
        return (self.left, self.top, self.left + self.width, self.top + self.height)


def checked(box: Box, whole: Size, least: int) -> Box:
    """The box as it is; raises `Refusal` media.crop_outside and media.crop_too_small.

    No side may be shorter than `least` pixels.
    """
    if min(box.width, box.height) < least:
        raise Refusal("media.crop_too_small", side=least)
    left, top, right, bottom = box.edges
    if left < 0 or top < 0 or right > whole[0] or bottom > whole[1]:
        raise Refusal("media.crop_outside")
    return box


def everything(whole: Size) -> Box:
    """The box that leaves nothing out."""
    return Box(0, 0, *whole)


def centred(ratio: Size, whole: Size) -> Box:
    """The largest box of `ratio` in the middle of the picture."""
    wanted = Fraction(*ratio)
    width = max(1, min(whole[0], round(whole[1] * wanted)))
    height = max(1, min(whole[1], round(whole[0] / wanted)))
    return Box((whole[0] - width) // 2, (whole[1] - height) // 2, width, height)


def from_percents(typed: tuple[str, str, str, str], whole: Size) -> Box:
    """The box of left, top, width and height typed as per cents of the picture.

    Edges are rounded to the nearest pixel. Raises `Refusal` media.crop_no_numbers and
    media.crop_outside.
    """
    left, top, width, height = (_number(text) for text in typed)
    across, down = _span(left, width, whole[0]), _span(top, height, whole[1])
    return Box(across[0], down[0], across[1] - across[0], down[1] - down[0])


def percents(box: Box, whole: Size) -> tuple[str, str, str, str]:
    """The box as `from_percents` reads it, to a thousandth of a per cent, without idle zeros."""
    shares = (
        box.left / whole[0],
        box.top / whole[1],
        box.width / whole[0],
        box.height / whole[1],
    )
    left, top, width, height = (f"{_WHOLE * share:.3f}".rstrip("0").rstrip(".") for share in shares)
    return (left, top, width, height)


def _span(start: float, length: float, side: int) -> tuple[int, int]:
    end = start + length
    if start < 0 or length < 0 or end > _WHOLE + SLACK:
        raise Refusal("media.crop_outside")
    return round(start * side / _WHOLE), min(side, round(end * side / _WHOLE))


def _number(typed: str) -> float:
    """A number as people type it: with a point or a comma, with or without its sign."""
    try:
        found = float(typed.strip().removesuffix("%").replace(",", "."))
    except ValueError as wrong:
        raise Refusal("media.crop_no_numbers") from wrong
    if not isfinite(found):
        raise Refusal("media.crop_no_numbers")
    return found
