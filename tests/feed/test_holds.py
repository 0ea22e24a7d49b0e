"""Words that somebody filters, and the notes that hold them."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.feed import holds
from serai.languages import is_spaceless, is_wordy

latin = st.text("abcdefghijklmnopqrstuvwxyzéñß0123456789", min_size=1, max_size=8)
han = st.text("植物咖啡猫狗茶山水诗", min_size=1, max_size=4)
around = st.text("植物， \n!?#_-/（）🐍", max_size=5)
anything = st.text(max_size=30)


@given(latin, around, around)
def test_a_word_is_found_between_anything_that_is_no_part_of_it(
    word: str, before: str, after: str
) -> None:
    assert holds(f"{before}{word}{after}", [word])


@given(latin, latin)
def test_a_word_is_not_found_inside_a_longer_one(word: str, more: str) -> None:
    assert not holds(f"{word}{more}", [word])
    assert not holds(f"{more}{word}", [word])


@given(han, anything, anything)
def test_a_chinese_word_is_found_wherever_it_occurs(word: str, before: str, after: str) -> None:
    assert holds(f"{before}{word}{after}", [word])


@given(anything, st.lists(st.one_of(latin, han), max_size=3))
def test_case_and_width_change_nothing(text: str, words: list[str]) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert holds(text, words) == holds(wide, words) == holds(text, [w.upper() for w in words])


@given(anything, st.lists(anything, max_size=3), st.lists(anything, max_size=3))
def test_more_words_hold_back_no_less(text: str, words: list[str], more: list[str]) -> None:
    assert holds(text, [*words, *more]) == (holds(text, words) or holds(text, more))


@given(anything)
def test_a_text_without_words_of_ours_is_never_held(text: str) -> None:
    assert not holds(text, [])
    assert not holds(text, ["", " "])
    if not any(is_wordy(char) and not is_spaceless(char) for char in normalize("NFKC", text)):
        assert not holds(text, ["tea"])


@pytest.mark.parametrize(
    ("word", "text", "held"),
    [
        ("art", "A party for art’s sake", True),
        ("art", "A party", False),
        ("ART", "modern ａｒｔ", True),
        ("cats", "我爱cats很多", True),
        ("猫", "我家的小猫咪", True),
        ("night sky", "The night\n  sky", True),
        ("sky", "#night_sky", True),
        ("straße", "In der STRASSE", True),
        ("кот", "котик", False),
        ("고양이", "고양이는 귀여워", True),
        ("แมว", "ฉันรักแมวมาก", True),
        ("❤", "so ❤️ good", True),
        ("c++", "I like C++ a lot", True),
        ("e", "\u00e9", False),
    ],
)
def test_words_in_many_scripts(word: str, text: str, *, held: bool) -> None:
    assert holds(text, [word]) is held
