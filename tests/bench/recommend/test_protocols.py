"""`serai bench recommend`, as it is typed, on a made-up world."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec import json

from serai.bench.recommend import RecommendReport
from serai.cli import main
from tests.bench.recommend import made

HERE = {name: find_spec(name) is not None for name in ("implicit", "lightgbm")}
PLAIN = {"serai", "popularity", "recent_popularity", "item_knn", "ease"}
OF_IMPLICIT = {"als", "bpr"} if HERE["implicit"] else set()
TASTE = {"item_knn", "ease"} | (OF_IMPLICIT - {"bpr"})


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.make(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def usual(world: Path) -> RecommendReport:
    return report("cut", world)


def run(protocol: str, data: Path, *more: str) -> Result:
    words = ["bench", "recommend", "--protocol", protocol, "--data", str(data), *more]
    return CliRunner().invoke(main, words)


def report(protocol: str, data: Path, *more: str) -> RecommendReport:
    answer = run(protocol, data, "--json", *more)
    assert answer.exit_code == 0, answer.output
    return json.decode(answer.stdout, type=RecommendReport)


@pytest.mark.parametrize("protocol", ["stream", "cut"])
def test_who_knows_a_taste_beats_what_is_popular(world: Path, protocol: str) -> None:
    told = report(protocol, world)
    assert (told.bench, told.protocol, told.data) == ("recommend", protocol, world.name)
    assert told.models.keys() >= PLAIN | OF_IMPLICIT
    for name in TASTE:
        for measure, value in told.models[name].items():
            assert value is not None
            assert value > 1.2 * (told.models["popularity"][measure] or 0), (name, measure)


def test_a_cut_can_be_named(world: Path, usual: RecommendReport) -> None:
    named = report("cut", world, "--cut", "2022-04-17T08:00:00+08:00")
    assert named.models == report("cut", world, "--cut", "2022-04-17").models
    assert named.models != usual.models


def test_newcomers_are_met_better_with_each_view_and_each_interest(world: Path) -> None:
    told = report("newcomer", world)
    popular, knn = told.models["popularity"], told.models["item_knn"]
    assert (popular["NDCG@10_interests1"] or 0) > (popular["NDCG@10_after0"] or 0)
    assert knn["NDCG@10_after0"] == popular["NDCG@10_after0"]
    assert (knn["NDCG@10_after5"] or 0) > (knn["NDCG@10_after0"] or 0)


def test_a_taste_is_captured_by_who_knows_it_and_never_by_what_is_popular(world: Path) -> None:
    told = report("capture", world)
    assert told.models["popularity"]["views_head"] is None
    assert told.models["item_knn"]["views_head"] in {1, 2, 3, 5, 10}
    assert told.models["item_knn"]["views_niche"] is None
    assert told.models["item_knn"]["ndcg_lost"] == 0


@pytest.mark.skipif(not HERE["lightgbm"], reason="lightgbm is not installed")
def test_trees_rank_impressions_better_than_the_rates_of_videos(world: Path) -> None:
    told = report("rank", world)
    assert (told.models["lightgbm"]["AUC_long_view"] or 0) > 0.7
    assert (told.models["popularity"]["AUC_long_view"] or 0) < 0.6
    assert (told.models["serai"]["person_AUC_long_view"] or 0) > 0.55


def test_a_library_that_is_absent_is_told_and_its_models_are_left_out(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in HERE:
        monkeypatch.setitem(sys.modules, name, None)
    answer = run("cut", world, "--json")
    assert "als and bpr are left out: implicit is not installed" in answer.stderr
    told = json.decode(answer.stdout, type=RecommendReport)
    assert told.models.keys() == PLAIN | {"ease_recent"}
    assert json.decode(run("rank", world, "--json").stdout, type=RecommendReport).models.keys() == {
        "serai",
        "popularity",
    }


def test_columns_are_found_by_their_names(usual: RecommendReport, tmp_path: Path) -> None:
    other = made.make(tmp_path)
    made.turned(other / "log_one.csv.gz")
    made.turned(other / "videos.csv.gz")
    assert report("cut", other).models == usual.models


def test_without_json_there_is_a_table_and_progress_goes_to_standard_error(world: Path) -> None:
    answer = run("cut", world)
    lines = answer.stdout.splitlines()
    assert lines[1].split() == ["Recall@20", "NDCG@20"]
    assert [line.split()[0] for line in lines[2:]][:2] == ["serai", "popularity"]
    assert "serai: reading" in answer.stderr
    assert "serai:" not in answer.stdout
