"""What the words of a cover stand on: a slope of colour, a lamplit night, a darkened picture."""

from typing import Final

from PIL import Image, ImageColor, ImageOps

SIZE: Final = (1080, 1440)

DARKEST_NEEDED: Final = 0.17
"""The lightest a picture may be under white words: 1.05 / (0.17 + 0.05) is a contrast of 4.7."""

_REACH: Final = 640
"""Pixels over which the darkness under the words fades away above them."""

_LIGHT: Final = [
    round(255 * (v / 3294.6 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4))  # noqa: PLR2004
    for v in range(256)
]
"""sRGB values as linear light, both of 255 (WCAG 2.1, relative luminance)."""


def slope(light: str, deep: str) -> Image.Image:
    """An even slope of colour from the top left to the bottom right."""
    corners = Image.new("RGB", (2, 2), light)
    corners.putpixel((1, 1), ImageColor.getrgb(deep))
    middle = Image.blend(corners.crop((0, 0, 1, 1)), corners.crop((1, 1, 2, 2)), 0.5)
    corners.paste(middle, (1, 0))
    corners.paste(middle, (0, 1))
    return corners.resize(SIZE, Image.Resampling.BILINEAR, box=(0.5, 0.5, 1.5, 1.5))


def lamplit(light: str, deep: str, lamp: str) -> Image.Image:
    """The slope at night, with the soft light of a lamp at the upper right."""
    glow = Image.radial_gradient("L").point(lambda far: round(70 * max(0, 1 - far / 128) ** 2))
    cast = Image.new("L", SIZE)
    cast.paste(glow.resize((1500, 1500), Image.Resampling.BICUBIC), (60, -560))
    ground = slope(light, deep)
    ground.paste(lamp, mask=cast)
    return ground


def darkened(photo: Image.Image, top: int) -> Image.Image:
    """`photo` filling the page, as dark from `top` pixels down as white words need it."""
    filled = ImageOps.fit(photo.convert("RGB"), SIZE, Image.Resampling.LANCZOS)
    kept = _share_kept(filled.crop((0, top, *SIZE)))
    shades = Image.new("L", (1, SIZE[1]))
    for row in range(SIZE[1]):
        near = min(1.0, max(0.0, (row - top + _REACH) / _REACH))
        eased = near * near * (3 - 2 * near)
        shades.putpixel((0, row), round(255 * (1 - (1 - kept) * eased)))
    return Image.composite(filled, Image.new("RGB", SIZE), shades.resize(SIZE))


def _share_kept(under: Image.Image) -> float:
    """How much of its values a picture keeps so that no pixel is too light under white words."""
    least, most = 0.0, 0.94
    for _ in range(8):
        middle = (least + most) / 2
        if _lightest(under, middle) <= DARKEST_NEEDED:
            least = middle
        else:
            most = middle
    return least


def _lightest(image: Image.Image, share: float) -> float:
    """The luminance (0 to 1) of the lightest pixel, all values being a `share` of what they are."""
    lit = image.point([_LIGHT[round(v * share)] for v in range(256)] * 3)
    luminance = lit.convert("L", matrix=(0.2126, 0.7152, 0.0722, 0))
    lightest = luminance.getextrema()[1]
    return float(lightest) / 255 if isinstance(lightest, int | float) else 1.0
