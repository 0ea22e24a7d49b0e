"""What places for tastes cost is told against the same pages without them, and nothing else."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from serai.bench.recommend.capture import capture, lost
from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.kuairand import read_kuairand
from serai.bench.recommend.log import Floats, Ints, Log
from serai.bench.recommend.metrics import top
from serai.bench.recommend.ours import Ours
from serai.bench.recommend.recommender import Recommender
from tests.bench.recommend import made


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return read_kuairand(made.make(tmp_path_factory.mktemp("world")))


class Shown(Recommender):
    """Scores what everybody sees; its pages begin lower down its order."""

    def __init__(self, data: Dataset, page: int, plain: int) -> None:
        self._seen = np.zeros(data.items, np.float32)
        self._page, self._plain = page, plain

    def learn(self, rows: Log) -> None:
        np.add.at(self._seen, rows.item, 1)

    def scores(self, user: int, at: int, interests: Sequence[int] = ()) -> Floats:  # noqa: ARG002 - the protocol's
        return self._seen

    def page(self, user: int, at: int, seen: Ints, count: int) -> NDArray[np.intp]:
        return top(self.scores(user, at), seen, count + self._page)[self._page :]

    def plain_page(self, user: int, at: int, seen: Ints, count: int) -> NDArray[np.intp]:
        return top(self.scores(user, at), seen, count + self._plain)[self._plain :]


def test_a_page_is_charged_for_its_tastes_alone(data: Dataset) -> None:
    assert lost(data, Shown(data, 90, 90))["ndcg_lost"] == 0.0
    assert (lost(data, Shown(data, 200, 0))["ndcg_lost"] or 0.0) == 1.0
    told = lost(data, Shown(data, 200, 200))
    assert told["ndcg_lost"] == told["NDCG@10_page"] == 0.0, "nothing is found, nothing is lost"
    assert (told["NDCG@10_scores"] or 0.0) > 0.0


def test_what_a_newcomer_views_first_takes_half_of_the_next_page(data: Dataset) -> None:
    told = capture(data, lambda: Ours(data))
    assert told["views_head"] == 1.0
    assert (told["views_niche"] or 99.0) <= 2.0
    assert {name for name in told if name.startswith("ndcg_lost")} == {
        "ndcg_lost",
        "ndcg_lost_1",
        "ndcg_lost_2",
        "ndcg_lost_10",
    }


def test_a_page_without_places_for_tastes_is_another(data: Dataset) -> None:
    ours, whole = Ours(data), data.everything()
    ours.learn(whole)
    first = whole.part(whole.positive()).part(slice(0, 1))
    user, at = data.users + 1, int(whole.at[-1]) + 1
    blank = Log(**{name: getattr(first, name) for name in first.__struct_fields__})
    blank.user[:], blank.at[:] = user, at
    ours.learn(blank)
    page, plain = (
        lay(user, at + 1, first.item, 10).tolist() for lay in (ours.page, ours.plain_page)
    )
    assert len(page) == len(plain) == 10
    assert page != plain
