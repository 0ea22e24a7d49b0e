"""The anchors do what their formulas say."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from serai.bench.recommend.als import als
from serai.bench.recommend.ease import ease
from serai.bench.recommend.engaged import Engaged
from serai.bench.recommend.installed import installed
from serai.bench.recommend.item_knn import cosine
from serai.bench.recommend.log import HOUR, long_views
from serai.bench.recommend.popularity import Popularity, RecentPopularity

RANDOM = np.random.default_rng(3)
ENGAGED = (RANDOM.random((200, 12)) < 0.3).astype(np.float32)
MATRIX = csr_matrix(ENGAGED)
MINE = np.array([1, 4, 7], np.int32)
WEIGHTS = np.array([0.5, 1, 2], np.float32)


def test_ease_is_the_inverse_of_the_penalised_gram_matrix() -> None:
    inverse = np.linalg.inv(ENGAGED.T @ ENGAGED + 5 * np.eye(12))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    found = ease(5)(MATRIX).weighted(MINE, WEIGHTS)
    assert np.allclose(found, WEIGHTS @ weights[MINE], atol=1e-4)


def test_ease_knows_nothing_of_items_that_too_few_engaged_with() -> None:
    rare = ENGAGED.copy()
    rare[:, 7] = 0
    rare[:3, 7] = 1
    found = ease(5, least=4)(csr_matrix(rare)).weighted(MINE, WEIGHTS)
    assert found[7] == 0
    assert np.allclose(found, ease(5, least=4)(csr_matrix(rare)).weighted(MINE[:2], WEIGHTS[:2]))


def test_neighbours_are_shrunk_cosines_without_themselves() -> None:
    together = ENGAGED.T @ ENGAGED
    norm = np.sqrt(np.diag(together))
    expected = together / (np.outer(norm, norm) + 10)
    np.fill_diagonal(expected, 0)
    found = cosine(10)(MATRIX).weighted(MINE, WEIGHTS)
    assert np.allclose(found, WEIGHTS @ expected[MINE], atol=1e-5)


@pytest.mark.skipif(not installed("implicit"), reason="implicit is not installed")
def test_a_stranger_with_the_same_past_is_scored_as_who_was_fitted() -> None:
    person = ENGAGED[0]
    mine = np.flatnonzero(person).astype(np.int32)
    scores = als(20, 0.1)(MATRIX).weighted(mine, np.ones(len(mine), np.float32))
    assert scores[mine].min() > np.delete(scores, mine).max()


def test_what_is_popular_inside_interests_stands_before_the_rest() -> None:
    carried = np.zeros((4, 2), np.float32)
    carried[[2, 3], 1] = 1
    model = Popularity(carried)
    items = np.array([0, 0, 0, 1, 2, 3, 3])
    model.learn(long_views(np.zeros(7, np.int32), items, np.arange(7)))
    assert np.argsort(-model.scores(0, 0)).tolist()[:2] == [0, 3]
    assert np.argsort(-model.scores(0, 0, [1])).tolist() == [3, 2, 0, 1]


def test_an_engagement_counts_half_after_a_half_life() -> None:
    model = RecentPopularity(2, HOUR)
    model.learn(long_views(np.array([0, 0]), np.array([0, 1]), np.array([0, HOUR])))
    assert model.scores(0, HOUR).tolist() == [0.5, 1]
    assert model.scores(0, 2 * HOUR).tolist() == [0.25, 0.5]


def test_who_comes_back_to_an_item_has_it_last() -> None:
    engaged = Engaged()
    engaged.learn(long_views(np.zeros(3, np.int32), np.array([4, 5, 4]), np.arange(3)))
    assert engaged.of(0).tolist() == [5, 4]
    assert engaged.matrix(6).toarray().tolist() == [[0, 0, 0, 0, 1, 1]]
