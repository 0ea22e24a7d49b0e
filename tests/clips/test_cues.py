"""Captions cut, wrapped, put in order and changed step by step: the pure rules."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.clips.captions import (
    LINE,
    MOST,
    Cue,
    add,
    cut,
    drop,
    joined,
    merge,
    read_moment,
    settled,
    spell_moment,
    split,
    width,
    wrap,
)
from serai.kernel import Refusal
from serai.models import Word

SECOND = 1_000_000


def said(*words: str, pace: float = 0.4, start: float = 0) -> list[Word]:
    """`words` one after another, each lasting `pace` seconds."""
    step = int(pace * SECOND)
    begin = int(start * SECOND)
    return [
        Word(begin + nth * step, begin + (nth + 1) * step, one) for nth, one in enumerate(words)
    ]


def spaced(text: str, **how: float) -> list[Word]:
    return said(*(f" {word}" for word in text.split()), **how)


def test_captions_end_where_sentences_end() -> None:
    cues = cut(spaced("We walked down to the river. It was still dark, and nobody spoke."))
    assert [one.text for one in cues] == [
        "We walked down to the river.",
        "It was still dark, and nobody spoke.",
    ]


def test_a_silence_ends_a_caption_and_short_words_linger() -> None:
    first, second = cut([*spaced("Look"), *spaced("over there", start=4)])
    assert (first.begins, first.ends) == (0, SECOND)
    assert second.begins == 4 * SECOND
    assert second.ends == second.begins + 800_000 + 400_000


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    long = "when the last of the boats had come back into the harbour at night, we counted them"
    cues = cut(spaced(f"{long} again and again until we were sure", pace=0.25))
    assert cues[0].text.endswith("at night,")


def test_ideographs_stand_on_two_lines_of_eighteen_without_spaces() -> None:
    text = "我们沿着河边一直走到天亮路上一个人也没有只听见水声和远处的火车慢慢开过去了"
    cues = cut(said(*text, pace=0.2))
    assert "".join(joined(one.text) for one in cues) == text
    for one in cues:
        assert all(len(line) <= 18 for line in one.text.split("\n"))


def test_nothing_said_is_no_caption() -> None:
    assert cut([]) == ()
    assert cut(said(" ", "")) == ()


WORDS = st.lists(
    st.tuples(
        st.text("abc é我们。,.!", min_size=1, max_size=12),
        st.integers(0, 3 * SECOND),
        st.integers(0, 2 * SECOND),
    ),
    max_size=60,
)


@given(WORDS)
def test_whatever_is_said_stands_in_order_and_one_at_a_time(
    made: list[tuple[str, int, int]],
) -> None:
    words, at = [], 0
    for text, gap, lasts in made:
        words.append(Word(at + gap, at + gap + lasts, f" {text}"))
        at += gap + lasts
    cues = cut(words)
    assert all(one.begins < one.ends for one in cues)
    assert all(one.ends <= after.begins for one, after in pairwise(cues))
    assert all(one.text.count("\n") <= 1 and one.text.strip() for one in cues)
    heard = "".join("".join(word.text for word in words).split())
    assert sorted("".join("".join(one.text.split()) for one in cues)) == sorted(heard)


def test_lines_break_in_the_middle_and_never_before_a_mark() -> None:
    assert wrap("short") == "short"
    two = wrap("the quick brown fox jumps over the lazy dog, twice, and sleeps")
    first, second = two.split("\n")
    assert abs(len(first) - len(second)) < 12
    zh = wrap("今天的风很大，我们还是去了海边，浪花拍在石头上，像一场小小的雨。")
    assert not zh.split("\n")[1].startswith(("，", "。"))


def test_two_lines_set_by_hand_stay() -> None:
    assert wrap("– Is it far?\n– No.") == "– Is it far?\n– No."
    assert wrap("a\nb\nc") == "a b c"


@given(st.text(max_size=300))
def test_wrapping_loses_no_letter_and_is_done_once(text: str) -> None:
    once = wrap(text)
    assert "".join(once.split()) == "".join(text.split())
    assert once.count("\n") <= 1
    if all(width(line) <= LINE for line in once.split("\n")):
        assert wrap(once) == once


def test_what_is_handed_in_is_cleaned_and_put_in_order() -> None:
    cues = settled(
        [
            Cue(5 * SECOND, 9 * SECOND, "  later\u202e "),
            Cue(0, 6 * SECOND, "first"),
            Cue(7 * SECOND, 8 * SECOND, " \n "),
        ],
        duration=8 * SECOND,
    )
    assert cues == (Cue(0, 5 * SECOND, "first"), Cue(5 * SECOND, 8 * SECOND, "later"))


def test_what_begins_together_stands_together() -> None:
    assert settled([Cue(0, SECOND, "one"), Cue(50_000, 2 * SECOND, "two")], None) == (
        Cue(0, 2 * SECOND, "one\ntwo"),
    )


@pytest.mark.parametrize(
    ("cue", "code"),
    [
        (Cue(-1, SECOND, "a"), "captions.before_start"),
        (Cue(SECOND, SECOND, "a"), "captions.ends_first"),
        (Cue(2 * SECOND, SECOND, "a"), "captions.ends_first"),
        (Cue(9 * SECOND, 10 * SECOND, "a"), "captions.after_end"),
        (Cue(0, SECOND, "a" * 241), "captions.cue_too_long"),
        (Cue(0, SECOND, "\U0001f375" * (1 << 18)), "captions.cue_too_long"),
    ],
)
def test_a_wrong_line_is_named_by_its_number(cue: Cue, code: str) -> None:
    with pytest.raises(Refusal) as no:
        settled([Cue(0, SECOND, "good"), cue], 9 * SECOND)
    assert (no.value.code, no.value.values["number"]) == (code, 2)


def test_there_is_an_end_to_lines() -> None:
    with pytest.raises(Refusal, match=r"captions\.too_many"):
        settled([Cue(n, n + 1, "a") for n in range(MOST + 1)], None)


ROW = [
    Cue(0, 4 * SECOND, "We went out early. Nobody was up."),
    Cue(5 * SECOND, 6 * SECOND, "Then it rained."),
]


def test_steps_split_join_leave_out_and_add() -> None:
    apart = split(ROW, 0)
    assert [one.text for one in apart] == [
        "We went out early.",
        "Nobody was up.",
        "Then it rained.",
    ]
    assert apart[0].ends == apart[1].begins
    assert (apart[0].begins, apart[1].ends) == (0, 4 * SECOND)
    assert merge(apart, 0) == ROW
    assert merge(ROW, 1) == ROW
    assert drop(ROW, 0) == ROW[1:]
    assert add(ROW, 0, None)[1] == Cue(4 * SECOND, 5 * SECOND, "")
    assert add(ROW, 1, 7 * SECOND)[2] == Cue(6 * SECOND, 7 * SECOND, "")
    assert add([], -1, 30 * SECOND) == [Cue(0, 2 * SECOND, "")]


@given(st.text(max_size=80), st.integers(2, 10**8))
def test_split_and_join_lose_nothing(text: str, lasts: int) -> None:
    one, two = split([Cue(0, lasts, text)], 0)
    assert "".join((one.text + two.text).split()) == "".join(text.split())
    assert one.begins <= one.ends == two.begins <= two.ends


@pytest.mark.parametrize(
    ("typed", "micros"),
    [
        ("0", 0),
        ("1:02.5", 62_500_000),
        ("62,5", 62_500_000),
        (" 00:01:02.500 ", 62_500_000),
        ("1：02", 62_000_000),
        ("1:00:00", 3_600 * SECOND),
        ("", None),
        ("-1", None),
        ("1:2:3:4", None),
        ("soon", None),
        ("1e9", None),
        ("٣", None),
        ("9" * 400, None),
    ],
)
def test_a_moment_is_read_as_people_type_it(typed: str, micros: int | None) -> None:
    assert read_moment(typed) == micros


@given(st.integers(0, 9 * 3_600 * 1_000))
def test_a_moment_that_is_spelled_is_read_again(milli: int) -> None:
    assert read_moment(spell_moment(milli * 1_000)) == milli * 1_000
