"""What is asked of a file under its entity tag, as RFC 9110 has it: sections 13 and 14."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.web.conditions import BeyondError, Part, is_another, is_known, part_of

TAG = '"a"'


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", Part(0, 1)),
        ("bytes=0-", Part(0, 10)),
        ("bytes=3-5", Part(3, 6)),
        ("bytes=9-9", Part(9, 10)),
        ("bytes=3-99", Part(3, 10)),
        ("BYTES=3-5", Part(3, 6)),
        ("bytes= 3-5 ", Part(3, 6)),
        ("bytes=03-005", Part(3, 6)),
        ("bytes=3-" + "9" * 5_000, Part(3, 10)),
        ("bytes=-1", Part(9, 10)),
        ("bytes=-10", Part(0, 10)),
        ("bytes=-999", Part(0, 10)),
        # What is no range of bytes is passed over.
        ("", None),
        ("bytes", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-3", None),
        ("bytes=99-3", None),
        ("bytes=a-b", None),
        ("bytes=+1-2", None),
        ("bytes=\u0663-", None),
        ("bytes=1-2;", None),
        ("bytes=--1", None),
        ("seconds=0-1", None),
        # Several at once are answered with the whole.
        ("bytes=0-0,2-2", None),
        ("bytes=0-0,-1", None),
        ("bytes=99-,100-", None),
    ],
)
def test_a_range_is_one_part_or_the_whole(asked: str, part: Part | None) -> None:
    assert part_of({"range": asked}, TAG, 10) == part


@pytest.mark.parametrize(
    "asked", ["bytes=10-", "bytes=10-12", "bytes=-0", "bytes=" + "9" * 5_000 + "-"]
)
def test_nothing_within_the_file_is_beyond_it(asked: str) -> None:
    with pytest.raises(BeyondError):
        part_of({"range": asked}, TAG, 10)


def test_of_an_empty_file_nothing_is_within() -> None:
    assert part_of({"range": "bytes=-5"}, TAG, 0) is None
    for asked in ("bytes=0-", "bytes=-0"):
        with pytest.raises(BeyondError):
            part_of({"range": asked}, TAG, 0)


@given(st.text("0123456789-=, bytes\x00\u0660", max_size=40), st.integers(0, 50))
def test_whatever_is_asked_a_part_lies_within(asked: str, size: int) -> None:
    try:
        part = part_of({"range": f"bytes={asked}"}, TAG, size)
    except BeyondError:
        return
    assert part is None or 0 <= part.begin < part.end <= size


@pytest.mark.parametrize(
    ("since", "is_part"),
    [
        ('"a"', True),
        ('"b"', False),
        ('W/"a"', False),
        ("Sat, 28 Nov 2026 10:00:00 GMT", False),
        ("*", False),
        ("", False),
    ],
)
def test_a_part_is_of_the_file_whose_tag_is_named(since: str, *, is_part: bool) -> None:
    asked = {"range": "bytes=0-0", "if-range": since}
    assert (part_of(asked, TAG, 10) is not None) is is_part


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ('"a"', True),
        ('"b", W/"a"', True),
        ("*", True),
        ('"b"', False),
        ("a", False),
        ('"aa"', False),
        ("", False),
    ],
)
def test_who_has_it_hears_so(said: str, *, known: bool) -> None:
    assert is_known({"if-none-match": said}, TAG) is known


@pytest.mark.parametrize(
    ("said", "another"),
    [('"a"', False), ('"b", "a"', False), ("*", False), ('W/"a"', True), ('"b"', True), ("", True)],
)
def test_who_wants_another_hears_so(said: str, *, another: bool) -> None:
    assert is_another({"if-match": said}, TAG) is another


def test_who_says_nothing_gets_all_of_it() -> None:
    assert (is_known({}, TAG), is_another({}, TAG), part_of({}, TAG, 10)) == (False, False, None)
