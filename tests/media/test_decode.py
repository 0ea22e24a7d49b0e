import io
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms

from serai.kernel import Refusal
from serai.media import PictureLimits
from serai.media.decode import decode, sniff
from tests.media.made import corner, moving, plain, png_header, saved

LIMITS = PictureLimits()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
HUGE_GIF = b"GIF89a\xff\xff\xff\xff" + saved(plain(), "GIF")[10:]

BAD = {
    "nothing": (b"", "media.not_a_picture"),
    "words": (b"hello " * 100, "media.not_a_picture"),
    "an SVG": (SVG, "media.not_a_picture"),
    "a page of HTML": (HTML, "media.not_a_picture"),
    "HTML that begins like a GIF": (b"GIF89a/*" + HTML, "media.broken"),
    "HTML that begins like a JPEG": (b"\xff\xd8\xff\xe0" + HTML * 20, "media.broken"),
    "a TIFF": (saved(plain(), "TIFF"), "media.not_a_picture"),
    "a BMP": (saved(plain(), "BMP"), "media.not_a_picture"),
    "a PDF": (saved(plain(), "PDF"), "media.not_a_picture"),
    "a JPEG cut short": (saved(corner(600, 400), "JPEG")[:-800], "media.broken"),
    "a PNG cut short": (saved(corner(600, 400), "PNG")[:-80], "media.broken"),
    "a WebP cut short": (saved(corner(600, 400), "WEBP")[:-60], "media.broken"),
    "an AVIF cut short": (saved(corner(600, 400), "AVIF")[:-60], "media.broken"),
    "a HEIC cut short": (saved(corner(600, 400), "HEIF")[:-60], "media.broken"),
    "a JPEG's first bytes": (b"\xff\xd8\xff", "media.broken"),
    "a GIF of 65,000 pixels a side": (HUGE_GIF, "media.too_large"),
    "an animated AVIF": (moving("AVIF"), "media.moving"),
    "one pixel": (saved(plain(1, 1), "PNG"), "media.too_small"),
    "a line one pixel high": (saved(plain(400, 1), "PNG"), "media.too_small"),
    "30,000 pixels wide": (saved(plain(30_000, 20), "PNG"), "media.too_large"),
    "a bomb of 10 billion pixels": (png_header(100_000, 100_000), "media.too_large"),
    "a bomb within the sides": (png_header(15_000, 15_000), "media.too_large"),
    "more bytes than allowed": (b"\xff\xd8\xff" + bytes(20_000_001), "media.too_heavy"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_picture_is_refused_with_its_reason(name: str) -> None:
    data, code = BAD[name]
    with pytest.raises(Refusal) as refused:
        decode(data, LIMITS, widest=1600)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_what_moves_the_first_picture_counts(kind: str) -> None:
    found = decode(moving(kind), LIMITS, widest=1600)
    assert (found.mode, found.size) == ("RGB", (64, 48))
    assert near(found, (30, 20), "red")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"])
def test_a_good_picture_is_read_whatever_its_kind(kind: str) -> None:
    data = saved(corner(), kind)
    assert sniff(data) == kind
    found = decode(data, LIMITS, widest=1600)
    assert (found.mode, found.size) == ("RGB", (96, 64))
    assert near(found, (10, 10), "red")
    assert near(found, (80, 50), "white")


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_picture_stands_upright(orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    found = decode(saved(corner(), kind, exif=exif), LIMITS, widest=1600)
    sideways = orientation >= 5
    assert found.size == ((64, 96) if sideways else (96, 64))
    right = orientation in {2, 3, 6, 7}
    low = orientation in {3, 4, 7, 8}
    at = (found.width - 10 if right else 10, found.height - 10 if low else 10)
    assert near(found, at, "red")
    assert near(found, (found.width - at[0], found.height - at[1]), "white")


def test_a_large_picture_is_brought_down_to_what_is_needed() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    found = decode(saved(corner(3000, 2400), "JPEG", exif=exif), LIMITS, widest=1600)
    assert found.size == (1600, 2000)


def test_colours_are_as_the_profile_means_them() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    found = decode(saved(plain(colour="#404040"), "PNG", icc_profile=lab), LIMITS, widest=1600)
    assert found.size == (64, 48)
    broken = saved(plain(colour="#404040"), "PNG", icc_profile=b"not a profile")
    assert near(decode(broken, LIMITS, widest=1600), (5, 5), "#404040")


def test_what_is_transparent_stands_on_white() -> None:
    clear = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    assert near(decode(saved(clear, "PNG"), LIMITS, widest=1600), (9, 9), "white")
    palette = clear.convert("P")
    palette.info["transparency"] = 0
    assert decode(saved(palette, "PNG"), LIMITS, widest=1600).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    image = plain().convert("L").convert("I").convert("I;16") if mode == "I;16" else plain()
    kind = "JPEG" if mode == "CMYK" else "PNG"
    found = decode(saved(image if mode == "I;16" else image.convert(mode), kind), LIMITS, widest=32)
    assert (found.mode, found.size) == ("RGB", (32, 24))


def test_a_text_block_that_swells_is_refused() -> None:
    data = saved(plain(), "PNG")
    body = b"Comment\0\0" + zlib.compress(bytes(80_000_000))
    chunk = len(body).to_bytes(4, "big") + b"zTXt" + body
    chunk += zlib.crc32(b"zTXt" + body).to_bytes(4, "big")
    with pytest.raises(Refusal, match=r"media\.broken"):
        decode(data[:33] + chunk + data[33:], LIMITS, widest=1600)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]), st.data())
def test_damage_anywhere_is_read_or_refused_but_never_breaks(
    noise: bytes, kind: str, data: st.DataObject
) -> None:
    whole = WHOLE[kind]
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + noise + whole[at + len(noise) :]
    with suppress(Refusal):
        found = decode(damaged, LIMITS, widest=64)
        assert found.mode == "RGB"
        assert found.width <= 64


WHOLE = {kind: saved(corner(), kind) for kind in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")}


def near(image: Image.Image, at: tuple[int, int], colour: str) -> bool:
    wanted = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    assert isinstance(wanted, tuple)
    return all(abs(a - b) < 40 for a, b in zip(found, wanted, strict=True))


def test_the_table_itself_could_fail() -> None:
    decode(saved(plain(), "PNG"), LIMITS, widest=1600)
    with Image.open(io.BytesIO(moving("PNG"))) as image:
        assert getattr(image, "is_animated", False)
