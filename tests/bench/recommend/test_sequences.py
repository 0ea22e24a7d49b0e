"""Leaving one out, on made-up sequences."""

import random
from pathlib import Path

from click.testing import CliRunner, Result
from msgspec import json

from serai.bench.recommend import RecommendReport
from serai.cli import main


def run(data: Path) -> Result:
    words = ["bench", "recommend", "--protocol", "sequences", "--data", str(data), "--json"]
    return CliRunner().invoke(main, words)


def chains(seed: int) -> str:
    """Everybody walks along one of four rings of twenty items."""
    rng = random.Random(seed)  # noqa: S311 - a made-up world is no secret
    lines = []
    for who in range(120):
        ring, start = rng.randrange(4), rng.randrange(20)
        items = [f"r{ring}i{(start + step) % 20}" for step in range(8)]
        lines.append(f"p{who} {' '.join(items)}")
    return "\n".join(lines)


def test_neighbours_find_the_last_item_and_popularity_does_not(tmp_path: Path) -> None:
    (tmp_path / "Rings.txt").write_text(chains(1))
    models = json.decode(run(tmp_path).stdout, type=RecommendReport).models
    for name in ("item_knn", "ease"):
        assert (models[name]["HR@10"] or 0) > 0.8
    assert (models["popularity"]["HR@10"] or 0) < 0.4


def test_each_file_is_a_world_and_the_mean_stands_first(tmp_path: Path) -> None:
    for name, seed in (("A", 1), ("B", 2)):
        (tmp_path / f"{name}.txt").write_text(chains(seed))
    knn = json.decode(run(tmp_path).stdout, type=RecommendReport).models["item_knn"]
    mean = ((knn["NDCG@10_A"] or 0) + (knn["NDCG@10_B"] or 0)) / 2
    assert abs((knn["NDCG@10"] or 0) - mean) < 1e-4


def test_files_without_anybody_to_ask_are_named(tmp_path: Path) -> None:
    assert "is missing" in run(tmp_path).output
    file = tmp_path / "Small.txt"
    file.write_text("")
    assert f"{file} holds no sequence" in run(tmp_path).output
    file.write_text("p1 a b\np2\n")
    assert f"nobody in {file} has 3 items" in run(tmp_path).output
    file.write_bytes(b"p1 a \xff\xfe b")
    assert f"{file} cannot be read" in run(file).output
