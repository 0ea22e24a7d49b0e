import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageColor

from serai.kernel import Refusal
from serai.media._lines import Setting
from serai.media.cover import COLOURS, SIZE, STYLES, Style, draw_cover, draw_lines, set_words

TEXTS = Path(__file__).with_name("covers.txt").read_text("utf-8").splitlines()
CLOSING = "，。！？）》、；：」』】”’…—,.!?;:)"
WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
NOBODY_DRAWS = "\U00012000"
MARGIN = 97


def latin_words(text: str) -> list[str]:
    words = (word for word in WORD.findall(text.replace("'", "\u2019")))
    return [word for word in words if word[0] < "\u2000"]


def test_there_are_forty_texts() -> None:
    assert len(TEXTS) == 40


@pytest.mark.parametrize("text", TEXTS)
def test_a_cover_is_set_as_a_typesetter_would(text: str) -> None:
    lines = set_words(text).lines
    assert bare("".join(lines)) == bare(text)
    for line in lines:
        assert line[0] not in CLOSING
        assert line[-1] not in "（《「『【“‘(["
    for word in latin_words(text):
        assert any(word in line for line in lines), word


def test_whole_phrases_are_read_before_few_lines() -> None:
    assert set_words("雨天的茶，要慢慢喝。Slow tea.").lines == [
        "雨天的茶，",
        "要慢慢喝。",
        "Slow tea.",
    ]
    assert len(set_words("我的阳台只有一米宽").lines) == 2, "a phrase alone is broken evenly"


@pytest.mark.parametrize("text", TEXTS)
def test_a_cover_has_no_missing_glyph(text: str) -> None:
    setting = set_words(text)
    drawn = glyphs(setting)
    assert drawn
    assert not drawn & glyphs(Setting(setting.size, [NOBODY_DRAWS]))


@pytest.mark.parametrize("text", TEXTS)
def test_a_cover_keeps_its_margins(text: str) -> None:
    image = draw_cover(text, "ink")
    assert image.size == SIZE
    light = image.convert("L").point(lambda value: 255 if value > 90 else 0)
    left, top, right, bottom = light.getbbox() or (0, 0, 0, 0)
    assert right - left > 40
    assert left >= MARGIN - 14  # a stroke and an overhanging letter may reach a little out
    assert right <= SIZE[0] - MARGIN + 14
    assert top >= MARGIN
    assert bottom <= SIZE[1] - MARGIN


def test_the_check_for_missing_glyphs_could_fail() -> None:
    tofu = glyphs(Setting(100, [NOBODY_DRAWS]))
    assert tofu & glyphs(Setting(100, ["a" + NOBODY_DRAWS]))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "media.cover_empty"),
        (" \n ", "media.cover_empty"),
        ("a" * 301, "media.cover_too_long"),
        ("\U0001f375" * 1_000_000, "media.cover_too_long"),
        ("hello " + NOBODY_DRAWS, "media.cover_glyph_missing"),
        ("\a \u202e\u2066", "media.cover_empty"),
    ],
)
def test_words_that_cannot_be_set_are_refused(words: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        draw_cover(words, "paper")
    assert refused.value.code == code


def test_covers_may_be_drawn_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda _: draw_cover("Low tide", "ink").tobytes(), range(12)))
    assert len(set(drawn)) == 1


def test_what_cannot_be_seen_is_left_out() -> None:
    assert set_words("be\all \u202egnp").lines == ["bell gnp"]


def test_words_are_data_and_never_markup() -> None:
    words = '#set text(red) $x$ */ "\\ #read("/etc/passwd") <a>'
    assert "passwd" in "".join(set_words(words).lines)
    assert draw_cover(words, "paper").size == SIZE


def test_the_writer_s_own_lines_are_kept() -> None:
    assert set_words("一\n\n二 and\nthree").lines == ["一", "二 and", "three"]


@pytest.mark.parametrize(
    "word", ["Żółć", "İstanbul", "Καλημέρα", "Tiếng", "Ðứa", "Привет", "häßlich"]
)
def test_a_letter_and_its_accent_are_one_drawing(word: str) -> None:
    drawn = draw_lines(Setting(100, [word]), "#000000", "svg").decode()
    assert drawn.count("<use ") == len(word)


def test_a_long_address_breaks_after_its_slashes_and_nothing_else_does() -> None:
    lines = set_words("https://example.org/a/long/address/nobody/types").lines
    assert len(lines) > 2
    assert all(line.endswith("/") for line in lines[:-1])
    assert set_words("80 km/h and/or 1/2").lines[0].startswith("80 km/h")


def test_what_is_read_from_the_right_stands_at_the_right() -> None:
    box = draw_cover("שלום", "ink").convert("L").point(lambda v: 255 if v > 90 else 0).getbbox()
    assert box is not None
    assert box[0] > SIZE[0] / 3
    assert SIZE[0] - MARGIN - 14 < box[2] < SIZE[0] - MARGIN + 14


@pytest.mark.parametrize("style", ["paper", "sand", "rose", "teal", "ink", "night"])
def test_ink_stands_out_from_its_ground(style: Style) -> None:
    image = draw_cover("\u2588", style)  # a full block
    ink = image.getpixel((SIZE[0] // 10, SIZE[1] // 2))
    for ground in ((2, 2), (SIZE[0] - 2, SIZE[1] - 2)):
        assert contrast(ink, image.getpixel(ground)) > 5


@pytest.mark.parametrize("style", STYLES)
def test_every_pair_of_ground_and_ink_is_strong(style: Style) -> None:
    light, deep, ink, _ = (ImageColor.getrgb(one) for one in COLOURS[style])
    assert min(contrast(ink, light), contrast(ink, deep)) > 5


ALPHABET = "ab é，。！？）》（《“”‘’'\"、一二三カナー한👍🏽🇨🇳…—-.,!?()# 9"


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(ALPHABET + "\n"), min_size=1, max_size=60))
def test_no_text_breaks_the_rules_or_loses_a_character(text: str) -> None:
    if not text.strip():
        return
    setting = set_words(text)
    assert bare("".join(setting.lines)) == bare(text)
    begun_by_the_writer = {bare(line)[0] for line in text.split("\n") if line.strip()}
    for line in setting.lines[1:]:
        assert line[0] not in CLOSING or bare(line)[0] in begun_by_the_writer, setting.lines


def glyphs(setting: Setting) -> set[str]:
    """The outlines that were drawn, by their hash."""
    drawn = draw_lines(setting, "#000000", "svg").decode()
    return set(re.findall(r'xlink:href="#(g[0-9A-F]+)"', drawn))


def bare(text: str) -> str:
    """The text without blanks, its curly quotes straight again."""
    return re.sub("[\u2018\u2019]", "'", re.sub("[\u201c\u201d]", '"', "".join(text.split())))


def contrast(one: object, other: object) -> float:
    """WCAG 2.1, contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: object) -> float:
    assert isinstance(colour, tuple)
    red, green, blue = (linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
