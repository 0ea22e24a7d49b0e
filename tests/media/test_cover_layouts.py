"""The layouts of a cover: what stands where, that nothing is lost, and that all of it is read."""

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from serai.kernel import Refusal
from serai.media._chunks import NO_START, curly
from serai.media._layouts import opening_mark
from serai.media._lettering import draw_pieces
from serai.media.cover import SIZE, Style, draw_cover, lay_ground, lay_out
from tests.media.made import corner, plain, saved
from tests.media.test_cover import bare, contrast

TEXTS = Path(__file__).with_name("covers.txt").read_text("utf-8").splitlines()
LAYOUTS: tuple[Style, ...] = ("paper", "photo", "dark", "quote", "list", "big")
MARGIN = 97
MARKER = re.compile(r"^(?:\d{1,2}[.)、]|[-*•])\s*")


def box(words: str, style: Style) -> tuple[int, int, int, int]:
    """What the lettering fills, by its own pixels."""
    drawn = draw_pieces(lay_out(words, style), "png")
    assert drawn is not None
    with Image.open(io.BytesIO(drawn)) as image:
        return image.getchannel("A").point(lambda v: 255 * (v > 40)).getbbox() or (0, 0, 0, 0)


def lines(words: str, style: Style) -> list[str]:
    return [line for piece in lay_out(words, style) for line in piece.setting.lines]


@pytest.mark.parametrize("style", LAYOUTS)
@pytest.mark.parametrize("words", [*TEXTS, "\n".join(TEXTS[:5])[:300], "word " * 60, "字" * 300])
def test_no_layout_leaves_its_margins(words: str, style: Style) -> None:
    left, top, right, bottom = box(words, style)
    over = 16  # a stroke and an overhanging letter may reach a little out
    assert left >= MARGIN - over
    assert right <= SIZE[0] - MARGIN + over
    assert top >= MARGIN - 40  # the large mark hangs, as quotation marks do
    assert bottom <= SIZE[1] - MARGIN + 10


@pytest.mark.parametrize("style", LAYOUTS)
def test_pieces_of_a_layout_do_not_touch(style: Style) -> None:
    for words in ("one\ntwo\n— somebody", "字" * 280 + "\n— " + "字" * 9):
        alone = [draw_pieces([piece], "png") for piece in lay_out(words, style)]
        masks = [Image.open(io.BytesIO(one or b"")).getchannel("A") for one in alone]
        for one, other in pairwise(masks):
            assert ImageChops.multiply(one, other).getbbox() is None


SIGNS = "ab é，。！》《“”'\"、一二カナー한👍…—-.,!?()# 9\nש"


@settings(max_examples=120, deadline=None)
@given(st.text(st.sampled_from(SIGNS), min_size=1, max_size=80), st.sampled_from(LAYOUTS))
def test_no_layout_breaks_the_rules_or_loses_a_character(words: str, style: Style) -> None:
    if not words.strip():
        return
    said = [bare(line) for line in curly(words).split("\n") if line.strip()]
    drawn = [bare(line) for line in lines(words, style)]
    begun = {line[0] for line in said} | {bare(MARKER.sub("", line))[:1] for line in said}
    for line in drawn:
        assert line[0] not in NO_START or line[0] in begun | {"”"}, drawn
    missing = "".join(said)
    for sign in "".join(drawn):
        missing = missing.replace(sign, "", 1)
    quiet = {"list": "-*.)0123456789、", "quote": "\"'《》"}.get(style, "")
    assert not missing.strip(quiet), drawn


def test_a_list_hangs_its_markers_and_is_led_in() -> None:
    [piece] = lay_out("To do:\n1. Buy bread\n2. Bake something nobody has asked me to bake", "list")
    markers = [marker for marker in piece.markers if marker]
    assert (piece.setting.lines[0], piece.markers[0], markers) == ("To do:", "", ["1.", "2."])
    assert "1." not in "".join(piece.setting.lines)
    [dotted] = lay_out("- one\n- two", "list")
    assert (dotted.markers, dotted.setting.lines) == (("•", "•"), ["one", "two"])
    [prices] = lay_out("3.5 km\n2.5 km", "list")
    assert prices.setting.lines == ["3.5 km", "2.5 km"]


def test_a_quotation_has_the_mark_of_its_language_and_a_source() -> None:
    mark, said, source = lay_out(
        "“人生若只如初见。”\n——纳兰性德",
        "quote",
    )
    assert mark.setting.lines == ["“"]
    assert "".join(said.setting.lines) == "人生若只如初见。"
    assert source.setting.lines == ["——纳兰性德"]
    assert source.setting.size < said.setting.size
    assert len(lay_out("- one\n- two", "quote")) == 2, "dashes everywhere are a list, no source"


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("Slow down.", "“"),
        ("慢慢来", "“"),
        ("這個夏天", "「"),
        ("ゆっくり", "「"),
        (
            "Привет, как дела? Я здесь",
            "«",
        ),
    ],
)
def test_languages_open_a_quotation_in_their_own_way(said: str, mark: str) -> None:
    assert opening_mark(said) == mark


@pytest.mark.parametrize(
    ("words", "sign", "beneath"),
    [
        ("晚安", "晚安", ""),
        ("Rest", "Rest", ""),
        ("茶\n慢慢喝", "茶", "慢慢喝"),
        ("雨天的茶", "雨", "雨天的茶"),
        ("Go\nslowly", "Go", "slowly"),
    ],
)
def test_a_big_sign_takes_a_short_beginning(words: str, sign: str, beneath: str) -> None:
    big, *rest = lay_out(words, "big")
    assert big.setting.lines == [sign]
    assert "".join("".join(piece.setting.lines) for piece in rest) == beneath
    assert all(piece.setting.size < big.setting.size / 2 for piece in rest)


@pytest.mark.parametrize(
    "behind", [plain(900, 500, "white"), corner(800, 1400), plain(colour="#ffe000")]
)
@pytest.mark.parametrize("words", ["山", "word " * 40])
def test_words_over_a_picture_are_read(behind: Image.Image, words: str) -> None:
    [piece] = lay_out(words, "photo")
    left, top, right, bottom = box(words, "photo")
    ground = lay_ground("photo", saved(behind, "WEBP", lossless=True), [piece])
    under = ground.crop((left, top, right, bottom))
    for pixel in {colour for _, colour in under.getcolors(1 << 24) or []}:
        assert contrast((255, 255, 255), pixel) >= 4.5
    cover = draw_cover(words, "photo", saved(behind, "WEBP"))
    assert cover.crop((left, top, right, bottom)).getextrema()[0][1] > 240  # type: ignore[index] # RGB has bands
    above = ImageStat.Stat(ground.crop((0, 0, SIZE[0], 60))).mean[0]
    assert above > ImageStat.Stat(under).mean[0], "what is above the words stays lighter"


def test_a_photo_cover_without_a_picture_is_refused() -> None:
    with pytest.raises(Refusal, match="cover_photo_missing"):
        draw_cover("hello", "photo")
