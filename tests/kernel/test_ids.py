import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel import HandClock, JobId, Mint, NoteId, from_json, to_json


@given(st.lists(st.integers(min_value=0, max_value=50)))
def test_ids_grow_also_when_the_clock_steps_back(steps: list[int]) -> None:
    clock = HandClock()
    at = clock.now()
    mint = Mint(clock, bits=lambda _: 0)
    ids: list[JobId] = []
    for step in steps:
        clock.set(at + (step - 25) * 1_000)
        ids.append(mint(JobId))
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("text", ["", "-1", "1e3", "９", "9223372036854775808", "1" * 500, "1 "])
def test_an_id_from_outside_is_digits_or_nothing(text: str) -> None:
    assert JobId.parse(text) is None
    assert JobId.parse("9223372036854775807") == 2**63 - 1


@given(st.integers(min_value=0, max_value=2**63 - 1))
def test_an_id_is_a_string_in_json_and_keeps_its_kind(number: int) -> None:
    sent = to_json({"note": NoteId(number)})
    assert sent == f'{{"note":"{number}"}}'.encode()
    back = from_json(sent, dict[str, NoteId])["note"]
    assert (type(back), back) == (NoteId, number)


def test_an_id_is_written_as_its_number_and_shown_with_its_kind() -> None:
    assert f"/notes/{NoteId(7)}" == "/notes/7"
    assert repr(NoteId(7)) == "NoteId(7)"
