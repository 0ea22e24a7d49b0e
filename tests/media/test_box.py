"""The part of a picture that is kept, whatever is typed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel import Refusal
from serai.media import RATIOS, Box, centred, from_percents, percents
from serai.media.box import checked, everything

SIDES = st.integers(1, 16_000)
SIZES = st.tuples(SIDES, SIDES)
NUMBERS = st.one_of(
    st.floats().map(str),
    st.floats(-10, 110).map(str),
    st.text(alphabet="0123456789.,%-+einfaNx ", max_size=12),
)
LEAST = 16


@st.composite
def boxes(draw: st.DrawFn) -> tuple[Box, tuple[int, int]]:
    """A box in a picture, and the picture's size."""
    width, height = draw(SIZES)
    left, top = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
    box = Box(left, top, draw(st.integers(1, width - left)), draw(st.integers(1, height - top)))
    return box, (width, height)


@given(boxes())
def test_a_box_written_in_per_cents_is_read_as_itself(given_: tuple[Box, tuple[int, int]]) -> None:
    box, whole = given_
    assert from_percents(percents(box, whole), whole) == box


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), SIZES)
def test_what_is_typed_is_a_part_of_the_picture_or_refused(
    typed: tuple[str, str, str, str], whole: tuple[int, int]
) -> None:
    try:
        box = checked(from_percents(typed, whole), whole, LEAST)
    except Refusal:
        return
    left, top, right, bottom = box.edges
    assert 0 <= left <= right - LEAST <= right <= whole[0]
    assert 0 <= top <= bottom - LEAST <= bottom <= whole[1]


@given(boxes())
def test_a_part_that_is_large_enough_is_taken_as_it_is(
    given_: tuple[Box, tuple[int, int]],
) -> None:
    box, whole = given_
    if min(box.width, box.height) < LEAST:
        with pytest.raises(Refusal, match="too_small"):
            checked(box, whole, LEAST)
    else:
        assert checked(box, whole, LEAST) == box


@given(SIZES, st.sampled_from(sorted(RATIOS)))
def test_a_named_ratio_is_the_largest_in_the_middle(whole: tuple[int, int], name: str) -> None:
    box, wanted = centred(RATIOS[name], whole), Fraction(*RATIOS[name])
    assert checked(box, whole, 1) == box
    assert box.width == whole[0] or box.height == whole[1]
    assert abs(2 * box.left + box.width - whole[0]) <= 1
    assert abs(2 * box.top + box.height - whole[1]) <= 1
    assert abs(box.width - box.height * wanted) <= 1 or min(box.width, box.height) == 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("", "0", "50", "50"), "media.crop_no_numbers"),
        (("nan", "0", "50", "50"), "media.crop_no_numbers"),
        (("0", "inf", "50", "50"), "media.crop_no_numbers"),
        (("0", "0", "1e999", "50"), "media.crop_no_numbers"),
        (("0", "0", "half", "50"), "media.crop_no_numbers"),
        (("-1", "0", "50", "50"), "media.crop_outside"),
        (("60", "0", "50", "50"), "media.crop_outside"),
        (("0", "0", "1e300", "50"), "media.crop_outside"),
        (("0", "0", "-5", "50"), "media.crop_outside"),
        (("50", "50", "0", "0"), "media.crop_too_small"),
        (("50", "50", "0.1", "0.1"), "media.crop_too_small"),
    ],
)
def test_numbers_that_make_no_part_say_why(typed: tuple[str, str, str, str], code: str) -> None:
    whole = (1000, 800)
    with pytest.raises(Refusal, match=code):
        checked(from_percents(typed, whole), whole, LEAST)


@pytest.mark.parametrize(
    "beyond", [Box(-1, 0, 50, 50), Box(0, 60, 50, 50), Box(2**70, 0, 2**70, 50)]
)
def test_a_box_beyond_the_picture_is_refused(beyond: Box) -> None:
    with pytest.raises(Refusal, match="crop_outside"):
        checked(beyond, (100, 100), LEAST)


def test_per_cents_are_typed_as_people_do() -> None:
    box = Box(125, 0, 375, 400)
    assert from_percents(("12,5 %", " 0", "37.5%", "50"), (1000, 800)) == box
    assert from_percents(("33.3", "0", "67", "100"), (1000, 800)) == Box(333, 0, 667, 800)
    assert percents(everything((3, 7)), (3, 7)) == ("0", "0", "100", "100")
