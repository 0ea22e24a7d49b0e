"""Tables from ids to rows do what a dict does."""

from collections.abc import Iterable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.recommend._hash import EMPTY, slot_of
from serai.recommend._ids import FIRST, Ids
from serai.recommend._kernel import entry
from serai.recommend._types import Longs

SIZE = 256
keys = st.integers(-(1 << 63), (1 << 63) - 1).filter(lambda key: key != EMPTY)
some = st.one_of(keys, st.integers(0, 40))


@entry
def put(table: Longs, places: Longs, given: Longs) -> None:
    for nth in range(len(given)):
        slot = slot_of(table, given[nth])
        table[slot], places[slot] = given[nth], nth


@entry
def look_up(table: Longs, places: Longs, wanted: Longs, out: Longs) -> None:
    for nth in range(len(wanted)):
        slot = slot_of(table, wanted[nth])
        out[nth] = -1 if table[slot] == EMPTY else places[slot]


def longs(numbers: Iterable[int]) -> Longs:
    return np.array(list(numbers), np.int64)


@settings(deadline=None)
@given(st.lists(some, max_size=SIZE // 2), st.lists(some, max_size=20))
def test_a_table_holds_the_last_place_of_each_key_as_a_dict_does(
    held: list[int], asked: list[int]
) -> None:
    table, places = np.full(SIZE, EMPTY, np.int64), np.zeros(SIZE, np.int64)
    put(table, places, longs(held))
    expected = {key: nth for nth, key in enumerate(held)}
    out = np.zeros(len(held) + len(asked), np.int64)
    look_up(table, places, longs([*held, *asked]), out)
    assert out.tolist() == [expected.get(key, -1) for key in [*held, *asked]]
    assert sorted(table[table != EMPTY].tolist()) == sorted(expected)


@settings(deadline=None)
@given(st.lists(st.lists(some, max_size=30), max_size=5), st.lists(some, max_size=20))
def test_ids_get_rows_in_the_order_in_which_they_come(
    batches: list[list[int]], asked: list[int]
) -> None:
    ids, expected = Ids(), dict[int, int]()
    for batch in batches:
        for one in batch:
            expected.setdefault(one, len(expected))
        assert ids.add(longs(batch)).tolist() == [expected[one] for one in batch]
    assert ids.many == len(expected)
    assert ids.rows(longs(asked)).tolist() == [expected.get(one, -1) for one in asked]


def test_rows_stay_when_the_table_grows() -> None:
    ids, many = Ids(), 3 * FIRST
    given = np.random.default_rng(1).permutation(many).astype(np.int64)
    for start in range(0, many, 100):
        ids.add(given[start : start + 100])
    assert ids.rows(given).tolist() == list(range(many))
    assert [ids.row(many), ids.row(int(given[7]))] == [-1, 7]
