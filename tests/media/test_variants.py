import io
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from serai.media import PictureLimits
from serai.media.decode import decode
from serai.media.variants import WIDTHS, card_crop, cut, encode, sizes
from tests.media.made import corner, plain, saved

PLANTED = b"planted-in-the-picture"
SIDES = st.integers(1, 16_000)


@given(SIDES, SIDES)
def test_a_card_is_the_middle_between_3_to_4_and_4_to_3(width: int, height: int) -> None:
    box = card_crop(width, height)
    left, top, right, bottom = box or (0, 0, width, height)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert abs(left - (width - right)) <= 1
    assert abs(top - (height - bottom)) <= 1
    if min(width, height) > 30:
        ratio = Fraction(right - left, bottom - top)
        assert Fraction(73, 100) < ratio < Fraction(137, 100)
    if box is not None:
        assert left == 0 or top == 0


@given(st.integers(1, 16_000))
def test_no_cut_is_wider_than_the_picture(width: int) -> None:
    cuts = sizes(width, WIDTHS)
    assert cuts[0] == min(width, 1600)
    assert cuts == sorted(set(cuts), reverse=True)
    assert set(cuts[1:]) <= set(WIDTHS)


@settings(max_examples=25, deadline=None)
@given(st.integers(16, 900), st.integers(16, 900))
def test_every_cut_is_what_it_says(width: int, height: int) -> None:
    made = cut(plain(width, height))
    assert (made.width, made.height) == (width, height)
    for one in made.cuts:
        with Image.open(io.BytesIO(one.data)) as image:
            assert image.format == one.format.upper()
            assert image.size == (one.width, one.height)
        assert one.width <= width
        assert one.height <= height
    assert {one.format for one in made.cuts if one.use == "full"} == {"webp", "jpeg"}


def test_a_wide_picture_keeps_its_whole_and_gets_a_card() -> None:
    made = cut(plain(2000, 800))
    full = [
        (one.width, one.height) for one in made.cuts if (one.use, one.format) == ("full", "webp")
    ]
    card = [(one.width, one.height) for one in made.cuts if one.use == "card"]
    assert full == [(1600, 640), (1080, 432), (640, 256), (320, 128)]
    assert card == [(640, 480), (320, 240)]


def test_nothing_but_pixels_leaves() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = PLANTED.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = PLANTED
    profile = b"\0" * 128 + PLANTED
    sent = {
        "JPEG": saved(corner(), "JPEG", exif=exif, comment=PLANTED, icc_profile=profile),
        "WEBP": saved(corner(), "WEBP", exif=exif, xmp=PLANTED, icc_profile=profile),
        "PNG": saved(corner(), "PNG", exif=exif, icc_profile=profile),
        "AVIF": saved(corner(), "AVIF", exif=exif, xmp=PLANTED),
        "HEIF": saved(corner(), "HEIF", exif=exif, xmp=PLANTED),
    }
    for kind, data in sent.items():
        if kind != "PNG":  # a PNG packs them
            assert PLANTED in data, kind
        picture = decode(data, PictureLimits(), widest=1600)
        assert not picture.info
        for leaving in [*(one.data for one in cut(picture).cuts), encode(picture, "avif")]:
            assert PLANTED not in leaving, kind
            with Image.open(io.BytesIO(leaving)) as image:
                assert not dict(image.getexif()), kind
                assert not {"icc_profile", "xmp", "comment"} & set(image.info), kind


def test_the_placeholder_is_tiny_and_drawable() -> None:
    for size in ((1600, 1200), (30, 900), (900, 30)):
        uri = cut(corner(*size)).placeholder
        assert uri.startswith("data:image/webp;base64,")
        assert len(uri) < 300
