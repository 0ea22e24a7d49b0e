"""Nobody is asked about what they were already told."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from msgspec import structs
from numpy.typing import NDArray

from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.kuairand import read_kuairand
from serai.bench.recommend.live_rates import live_features
from serai.bench.recommend.log import MINUTE, Log, joined, long_views
from serai.bench.recommend.newcomer import newcomer, newcomers
from serai.bench.recommend.rank import requests
from serai.bench.recommend.recommender import Recommender
from serai.bench.recommend.stream import stream
from tests.bench.recommend import made


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return read_kuairand(made.make(tmp_path_factory.mktemp("world")))


class Spy(Recommender):
    """Scores what a person has already done above all, and remembers whom it knew."""

    def __init__(self, items: int) -> None:
        self.items = items
        self.rows: list[Log] = []
        self.asked: list[tuple[int, int]] = []

    def learn(self, rows: Log) -> None:
        self.rows.append(rows)

    def knows(self, user: int) -> NDArray[np.int32]:
        return np.concatenate([rows.item[rows.user == user] for rows in self.rows])

    def scores(self, user: int, at: int, interests: Sequence[int] = ()) -> NDArray[np.float32]:  # noqa: ARG002
        self.asked.append((user, len(self.knows(user))))
        last = max(int(rows.at[-1]) for rows in self.rows if len(rows))
        assert last <= at
        return np.zeros(self.items, np.float32)


def test_a_stream_is_learned_whole_and_only_after_it_is_asked() -> None:
    past = long_views(np.array([0]), np.array([5]), np.array([0]))
    log = long_views(np.array([0, 1, 0, 0]), np.array([1, 2, 1, 3]), np.array([1, 2, 3, 4]))
    spy = Spy(9)
    stream(past, log, spy, lambda _: None)
    assert spy.asked == [(0, 1), (1, 0), (0, 3)]


def test_newcomers_are_unknown_until_they_view(data: Dataset) -> None:
    come = newcomers(data)
    spy = Spy(data.items)
    newcomer(come, spy)
    known = [count for _, count in spy.asked]
    assert sorted(set(known)) == [0, 1, 2, 5, 10, 20]
    assert len(known) == 9 * len(come.people)
    assert newcomers(data).people[0].user == come.people[0].user


def flipped(data: Dataset, row: int) -> Dataset:
    long_view = data.log.long_view.copy()
    long_view[row] ^= True
    return structs.replace(data, log=structs.replace(data.log, long_view=long_view))


@pytest.mark.parametrize("held", [False, True])
def test_features_do_not_know_their_own_outcome_nor_later_ones(data: Dataset, held: bool) -> None:  # noqa: FBT001
    row = len(data.log) // 2
    before = live_features(data, held=held).value
    after = live_features(flipped(data, row), held=held).value
    assert np.array_equal(before[: row + 1], after[: row + 1])
    assert not np.array_equal(before[row + 1 :], after[row + 1 :])


def test_within_a_request_what_is_the_persons_own_is_held(data: Dataset) -> None:
    at = data.log.at // (30 * MINUTE) * (30 * MINUTE)
    crowded = structs.replace(data, log=structs.replace(data.log, at=at))
    request = requests(crowded.log)
    for held in (False, True):
        features = live_features(crowded, held=held)
        rates = features.value[:, features.names.index("user:shown")]
        constant = all(
            len(set(rates[request == number].tolist())) == 1 for number in np.unique(request)[:200]
        )
        assert constant is held


def test_histories_tell_what_was_long_or_liked_and_in_which_order(tmp_path: Path) -> None:
    made.make(tmp_path)
    line = '{"u":7,"n":9,"t":1650000000000,"view":[3,4,3],"like":[9],"long":[8,3,4]}'
    made.pack(tmp_path / "history_one.jsonl.gz", line)
    history = read_kuairand(tmp_path).history
    names = read_kuairand(tmp_path).item_ids[history.item].tolist()
    assert names == [9, 8, 3, 4, 3]
    assert history.like.tolist() == [True, False, False, False, False]
    assert history.long_view.tolist() == [False, True, False, True, True]
    assert np.diff(history.at).tolist() == [3_600_000_000] * 4


def test_two_logs_are_joined_in_order_of_time() -> None:
    one = long_views(np.array([0, 0]), np.array([1, 2]), np.array([5, 9]))
    two = long_views(np.array([1, 1]), np.array([3, 4]), np.array([5, 7]))
    assert joined(one, two).item.tolist() == [1, 3, 4, 2]
