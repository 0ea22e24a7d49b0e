"""Bytes of unknown origin to an upright sRGB picture, or a refusal that says why."""

import io
import math
import struct
import warnings
import zlib
from typing import Literal

import pillow_heif
from PIL import ExifTags, Image, ImageCms

from serai.kernel import Refusal
from serai.media.limits import PictureLimits

Kind = Literal["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF"]

# Sizes are checked against our own limits, from the header, before any pixel is decoded.
Image.MAX_IMAGE_PIXELS = None
pillow_heif.register_heif_opener(thumbnails=False)

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, RuntimeError)
_TURNS: dict[int, Image.Transpose | None] = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ON_ITS_SIDE = 5
_SRGB = ImageCms.createProfile("sRGB")


def sniff(data: bytes) -> Kind | None:
    """The kind of picture by its first bytes; its name and declared type are not asked."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    return _sniff_box(data)


def _sniff_box(data: bytes) -> Kind | None:
    """HEIC and AVIF share one container; the brands in its first box tell them apart."""
    if data[4:8] != b"ftyp":
        return None
    end = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12], *(data[i : i + 4] for i in range(16, end, 4))}
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    return "HEIF" if brands & _HEIF_BRANDS else None


def decode(data: bytes, limits: PictureLimits, *, widest: int) -> Image.Image:
    """The picture in RGB, upright, in sRGB, at most `widest` pixels wide, white where transparent.

    A JPEG much wider than that is decoded at a half, quarter or eighth of its size. Raises
    `Refusal` media.too_heavy, media.not_a_picture, media.moving, media.too_large, media.too_small
    or media.broken.
    """
    if len(data) > limits.max_bytes:
        raise Refusal("media.too_heavy", megabytes=limits.max_bytes // 1_000_000)
    kind = sniff(data)
    if kind is None:
        raise Refusal("media.not_a_picture")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a damaged EXIF block is no reason to refuse
            return _decode(data, kind, limits, widest)
    except _BROKEN as error:
        raise Refusal("media.broken") from error


def _decode(data: bytes, kind: Kind, limits: PictureLimits, widest: int) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        _check_size(image, limits)
        _check_still(image, kind)
        if kind == "JPEG":
            _draft(image, widest)
        image.load()
        # The size is asked again: a decoder may have trusted another part of the file.
        _check_size(image, limits, smallest=1)
        orientation, profile = _orientation(image), image.info.get("icc_profile")
        upright = _turned(_shrunk(_eight_bits(image), orientation, widest), orientation)
        plain = _on_white(_in_srgb(upright, profile))
        plain.info.clear()  # what the file said beside its pixels ends here
        return plain


def _check_size(image: Image.Image, limits: PictureLimits, smallest: int | None = None) -> None:
    width, height = image.size
    if max(width, height) > limits.max_side or width * height > limits.max_pixels:
        raise Refusal(
            "media.too_large", side=limits.max_side, megapixels=limits.max_pixels // 1_000_000
        )
    if min(width, height) < (limits.min_side if smallest is None else smallest):
        raise Refusal("media.too_small", side=limits.min_side)


def _check_still(image: Image.Image, kind: Kind) -> None:
    """Of what moves the first picture counts, and `clips` plays the rest: all but AVIF's."""
    if kind == "AVIF" and getattr(image, "is_animated", False):
        raise Refusal("media.moving")


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 5 and more stand on their side."""
    found = image.getexif().get(ExifTags.Base.Orientation, 1)
    return found if found in _TURNS else 1


def _draft(image: Image.Image, widest: int) -> None:
    """Let libjpeg decode at a fraction, so that the upright picture is still `widest` wide."""
    across = image.height if _orientation(image) >= ON_ITS_SIDE else image.width
    if across > widest:
        scale = widest / across
        image.draft("RGB", (math.ceil(image.width * scale), math.ceil(image.height * scale)))


def _eight_bits(image: Image.Image) -> Image.Image:
    """A mode that can be resized and converted: eight bits a channel, no palette."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("RGB") if image.mode in {"P", "1"} else image


def _shrunk(image: Image.Image, orientation: int, widest: int) -> Image.Image:
    """Never wider than `widest` once upright: what follows then costs little memory."""
    across = image.height if orientation >= ON_ITS_SIDE else image.width
    if across <= widest:
        return image
    scale = widest / across
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the profile means them; a profile that cannot be used is passed over."""
    if not profile:
        return image
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        opaque = image if alpha is None else image.convert("RGB")
        converted = ImageCms.profileToProfile(opaque, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if converted is None:
        return image
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
