"""Measures of a ranking: what must hold for any scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from serai.bench.recommend.metrics import auc, gain, ndcg, place, top

SCORES = st.lists(st.integers(-5, 5), min_size=2, max_size=30)


def floats(values: list[int]) -> NDArray[np.float32]:
    return np.array(values, np.float32)


@given(SCORES, st.data())
def test_the_place_is_the_mean_over_all_orders_of_equal_ones(
    values: list[int], data: st.DataObject
) -> None:
    scores = floats(values)
    target = data.draw(st.integers(0, len(values) - 1))
    hidden = data.draw(st.sets(st.integers(0, len(values) - 1)).map(lambda some: some - {target}))
    others = [at for at in range(len(values)) if at != target and at not in hidden]
    worth = [
        1.0 if values[at] > values[target] else 0.5 * (values[at] == values[target])
        for at in others
    ]
    assert place(scores, target, np.array(sorted(hidden), np.int32)) == sum(worth)


@given(SCORES, st.data())
def test_the_top_holds_the_best_that_are_not_hidden(values: list[int], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    hidden = data.draw(st.sets(st.integers(0, len(values) - 1)))
    page = top(floats(values), np.array(sorted(hidden), np.int32), count).tolist()
    left = [at for at in range(len(values)) if at not in hidden]
    assert page == sorted(left, key=lambda at: (-values[at], at))[:count]


@given(st.lists(st.booleans(), max_size=20), st.integers(0, 30))
def test_ndcg_lies_between_nothing_and_all(hits: list[bool], more: int) -> None:
    relevant = sum(hits) + more
    if relevant:
        assert 0 <= ndcg(np.array(hits, np.bool_), relevant, 20) <= 1 + 1e-9


def test_a_score_that_is_no_number_never_wins() -> None:
    with pytest.raises(ValueError, match="no number"):
        place(np.array([0.1, np.nan, 0.3], np.float32), 1, np.zeros(0, np.int32))


def test_ndcg_of_a_perfect_page_is_one_and_earlier_is_better() -> None:
    assert round(ndcg(np.ones(10, np.bool_), 30, 10), 9) == 1
    assert [gain(0), gain(10), gain(1) > gain(2)] == [1, 0, True]


@given(st.lists(st.tuples(st.integers(-3, 3), st.booleans()), min_size=1, max_size=40))
def test_auc_is_the_share_of_pairs_in_order(rows: list[tuple[int, bool]]) -> None:
    true = [score for score, outcome in rows if outcome]
    false = [score for score, outcome in rows if not outcome]
    found = auc(floats([score for score, _ in rows]), np.array([outcome for _, outcome in rows]))
    if not true or not false:
        assert found is None
        return
    won = [(one > other) + 0.5 * (one == other) for one in true for other in false]
    assert found is not None
    assert abs(found - sum(won) / len(won)) < 1e-9
