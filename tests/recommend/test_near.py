"""What is liked together: lists of one size that keep what comes again and again."""

from collections import defaultdict
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.recommend import _shape as shape
from serai.recommend._kernel import entry
from serai.recommend._memory import Memory
from serai.recommend._near import bind, loosen
from serai.recommend._state import State
from serai.recommend._types import Floats, Longs

HERE = 0
HEAVY = 1
strengths = st.integers(1, 64).map(lambda eighths: eighths / 8)
Bonds = list[tuple[int, float]]


@entry
def bind_all(memory: Memory, theirs: Longs, strength: Floats) -> None:
    for nth in range(len(theirs)):
        if strength[nth] > 0.0:
            bind(memory, HERE, theirs[nth], strength[nth])
        else:
            loosen(memory, HERE, theirs[nth], -strength[nth])


def bound(bonds: Bonds, fans: int = 0) -> dict[int, float]:
    """What is kept; each note once, the heaviest first, in no more places than there are."""
    state = State()
    state.room_for_notes(1)
    memory = state.memory
    memory.notes[HERE].stat[shape.FANS] = fans
    bind_all(memory, np.array([row for row, _ in bonds], np.int64), np.array([s for _, s in bonds]))
    first, many = int(memory.notes.near[HERE]), int(memory.notes.near_held[HERE])
    kept = memory.bonds.to[first : first + many].tolist()
    weights = memory.bonds.weight[first : first + many].tolist()
    assert len(set(kept)) == many <= max(shape.FIRST_BONDS, shape.OF_ONE_FAN * fans)
    assert weights == sorted(weights, reverse=True)
    return dict(zip(kept, weights, strict=True))


def earned(bonds: Bonds) -> dict[int, float]:
    total = defaultdict[int, float](float)
    for row, strength in bonds:
        total[row] += strength
    return total


def lists(rows: int) -> st.SearchStrategy[Bonds]:
    return st.lists(st.tuples(st.integers(2, rows + 1), strengths), max_size=150)


@settings(deadline=None)
@given(lists(shape.FIRST_BONDS))
def test_as_many_as_there_are_places_are_all_kept_with_what_they_earned(bonds: Bonds) -> None:
    assert bound(bonds) == earned(bonds)


@settings(deadline=None)
@given(lists(2 * shape.FIRST_BONDS))
def test_a_full_list_never_grows_and_no_bond_weighs_more_than_it_earned(bonds: Bonds) -> None:
    total = earned(bonds)
    assert all(0.0 < weight <= total[row] for row, weight in bound(bonds).items())


@settings(deadline=None)
@given(lists(100))
def test_what_many_like_is_bound_to_more(bonds: Bonds) -> None:
    assert bound(bonds, fans=100) == earned(bonds)


@settings(deadline=None)
@given(lists(3 * shape.FIRST_BONDS), st.randoms(use_true_random=False))
def test_what_outweighs_all_others_together_stays_whatever_the_order(
    bonds: Bonds, random: Random
) -> None:
    others = sum(strength for _, strength in bonds)
    heavy = [(HEAVY, 8.0)] * (int(others / 8.0) + 1)
    mixed = [*bonds, *heavy]
    random.shuffle(mixed)
    kept = bound(mixed)
    assert kept[HEAVY] >= 8.0 * len(heavy) - others


@settings(deadline=None)
@given(lists(shape.FIRST_BONDS - 1))
def test_a_bond_taken_back_leaves_no_trace(bonds: Bonds) -> None:
    assert HEAVY in bound([*bonds, (HEAVY, 2.0)])
    assert bound([*bonds, (HEAVY, 2.0), (HEAVY, -2.0)]) == earned(bonds)
