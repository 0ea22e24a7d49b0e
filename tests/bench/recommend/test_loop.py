"""`serai bench recommend --protocol loop`: a day of a small community, played with each feed."""

import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json, structs

from serai.bench.recommend import RecommendReport
from serai.bench.recommend.loop.community import RELATED, TASTES, Community, found
from serai.bench.recommend.loop.feeds import ORGANIC, WITH_TRIALS, Live
from serai.bench.recommend.loop.play import AT_ONCE, pieces, play
from serai.bench.recommend.loop.reach import could_be_met
from serai.bench.recommend.loop.tally import Tally, gini
from serai.cli import main

NAMES = {"serai", "no_exploration", "random_trial", "popularity"}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["bench", "recommend", "--protocol", *words])


def crowded() -> Community:
    """More notes of few topics than the list of the newest holds, and few pages for them."""
    whole = found(0.01)
    random = np.random.default_rng(3)
    many, pages = 300, np.arange(1_500)
    author = random.integers(len(whole.tastes), size=many, dtype=np.int32)
    return structs.replace(
        whole,
        topic=whole.tastes[author, 0],
        quality=random.beta(2.0, 5.0, many),
        author=author,
        published=np.sort(random.uniform(0.0, 20.0, many)),
        reader=whole.reader[: len(pages)],
        opened=np.linspace(0.0, 24.0, len(pages)),
    )


def test_every_feed_is_told_by_the_same_figures() -> None:
    answer = run("loop", "--scale", "0.01", "--json")
    assert answer.exit_code == 0, answer.output
    told = json.decode(answer.stdout, type=RecommendReport)
    assert (told.protocol, told.data, set(told.models)) == ("loop", "scale 0.01", NAMES)
    figures = {tuple(found) for found in told.models.values()}
    assert len(figures) == 1
    serai = told.models["serai"]
    assert serai["new_never_shown"] == 0.0
    assert serai["new_with_15_matched_in_2h"] == serai["could_be_met"] == 1.0
    assert serai["of_those_who_could"] == 1.0
    assert (serai["capacity_ratio"] or 0.0) > 1.0
    assert "popularity" in run("loop", "--scale", "0.003").stdout


def test_the_same_day_is_played_again() -> None:
    community = found(0.003)
    days = [play(community, Live(community, WITH_TRIALS), print) for _ in range(2)]
    assert days[0].measures() == days[1].measures()


def test_with_trials_more_new_notes_are_met_in_time() -> None:
    community = crowded()
    without, trials = (
        play(community, Live(community, sources), print).measures()["new_with_15_matched_in_2h"]
        or 0.0
        for sources in (ORGANIC, WITH_TRIALS)
    )
    assert 0.0 < without < 1.0
    assert trials > without + 0.05


def test_of_notes_without_readers_enough_nothing_is_asked() -> None:
    community = structs.replace(found(0.003), opened=np.zeros(900), reader=np.zeros(900, np.int32))
    assert not could_be_met(community).any(), "one reader is no audience"
    tally, few = Tally(community), np.arange(len(community.topic)) < 20
    tally.in_time[:10] = 15
    measures = tally.measures(few)
    assert measures["of_those_who_could"] == 0.5
    assert (measures["new_with_15_matched_in_2h"] or 0.0) < 0.5


@pytest.mark.parametrize("scale", [0.005, 0.1])
def test_people_have_four_tastes_that_belong_together(scale: float) -> None:
    community = found(scale)
    assert all(len(set(tastes)) == TASTES for tastes in community.tastes.tolist())
    beside = community.holds().T.astype(np.int32) @ community.holds().astype(np.int32) > 0
    assert beside.sum(axis=1).max() <= RELATED
    assert (community.tastes[community.author] == community.topic[:, None]).any(axis=1).all()
    assert (np.diff(community.published) >= 0.0).all()


def test_nobody_opens_a_page_before_their_last_is_told() -> None:
    community = found(0.01)
    parts = list(pieces(community))
    assert [first for first, _ in parts[1:]] == [end for _, end in parts[:-1]]
    assert (parts[0][0], parts[-1][1]) == (0, len(community.reader))
    for first, end in parts:
        assert 0 < end - first <= AT_ONCE
        assert len(set(community.reader[first:end].tolist())) == end - first


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.integers(1, 5))
def test_gini_is_half_the_mean_difference_over_the_mean(counts: list[int], times: int) -> None:
    each = np.array(counts)
    wanted = np.abs(each[:, None] - each[None]).mean() / (2 * each.mean()) if each.any() else 0.0
    assert gini(each) == pytest.approx(wanted)
    assert gini(each * times) == pytest.approx(wanted)
    assert gini(np.repeat(each, times)) == pytest.approx(wanted)
