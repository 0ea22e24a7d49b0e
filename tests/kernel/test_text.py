import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel import Refusal, clean, clean_line

LIMIT = 200


def cleaned(text: str) -> str:
    return clean(text, limit=LIMIT, code="too_long")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  a\tb  ", "a b"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("e\u0301", "é"),
        ("a\x00b\x07\x9fc", "abc"),
        ("half \ud83d", "half"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u2067b\u2069", "ab"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("今天的 brunch", "今天的 brunch"),
    ],
)
def test_text_from_outside_is_made_plain(text: str, kept: str) -> None:
    assert cleaned(text) == kept


@given(st.text(max_size=LIMIT))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    try:
        once = cleaned(text)
    except Refusal:  # unified, a text may grow
        return
    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    once.encode()


@pytest.mark.parametrize("text", ["x" * (LIMIT + 1), "🍜" * 300_000])
def test_too_much_is_refused_with_its_limit(text: str) -> None:
    assert cleaned("x" * LIMIT) == "x" * LIMIT
    with pytest.raises(Refusal) as refused:
        cleaned(text)
    assert (refused.value.code, refused.value.values) == ("too_long", {"limit": LIMIT})


def test_a_line_has_no_breaks() -> None:
    assert clean_line("a\n b\u2028c", limit=9, code="too_long") == "a b c"
