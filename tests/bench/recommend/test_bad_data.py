"""What cannot be read is named, and nothing else is said."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from serai.cli import main
from tests.bench.recommend import made


def said(data: Path, *more: str) -> str:
    words = ["bench", "recommend", "--protocol", "cut", "--data", str(data), *more]
    answer = CliRunner().invoke(main, words)
    assert answer.exit_code in {1, 2}, answer.output
    assert "Traceback" not in answer.output
    return answer.output


def text_of(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        before = text_of(path)
        assert old in before
        made.pack(path, before.replace(old, new, 1))

    return change


def emptied(folder: Path) -> None:
    made.pack(folder / "log_one.csv.gz", ",".join(made.LOG))


def cut_short(folder: Path) -> None:
    path = folder / "log_one.csv.gz"
    made.pack(path, text_of(path) + "500,9000\n")


def damaged(folder: Path) -> None:
    path = folder / "videos.csv.gz"
    path.write_bytes(path.read_bytes()[:200])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "log_one.csv.gz").unlink(), "log_*.csv.gz is missing"),
        (
            lambda folder: (folder / "history_one.jsonl.gz").unlink(),
            "history_*.jsonl.gz is missing",
        ),
        (lambda folder: (folder / "videos.csv.gz").unlink(), "videos.csv.gz is missing"),
        (emptied, "log_one.csv.gz holds no impression"),
        (
            changed("log_one.csv.gz", "long_view", "longview"),
            "log_one.csv.gz has no column long_view",
        ),
        (changed("videos.csv.gz", "author_id", "author"), "videos.csv.gz has no column author_id"),
        (changed("log_one.csv.gz", ",20220415,1200,1", ",20220415,1200,x1"), "column time_ms"),
        (cut_short, "log_one.csv.gz, line 3002: a row is cut short"),
        (changed("history_one.jsonl.gz", '"view"', '"seen"'), "history_one.jsonl.gz, line 1"),
        (changed("videos.csv.gz", "2022-04-10", "10 April"), "column upload_dt"),
        (damaged, "videos.csv.gz cannot be read"),
    ],
)
def test_the_file_that_is_wrong_is_named(
    tmp_path: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(made.make(tmp_path))
    assert words in said(tmp_path)


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "log_*.csv.gz is missing" in said(tmp_path / "nowhere")


@pytest.mark.parametrize("cut", ["2021-01-01", "2023-01-01"])
def test_a_cut_outside_the_log_is_told(tmp_path: Path, cut: str) -> None:
    assert "runs from 2022-04-15" in said(made.make(tmp_path), "--cut", cut)


def test_a_cut_that_is_no_time_is_told(tmp_path: Path) -> None:
    assert "'soon' is no ISO time" in said(tmp_path, "--cut", "soon")


def test_the_data_must_be_named() -> None:
    answer = CliRunner().invoke(main, ["bench", "recommend", "--protocol", "cut"])
    assert answer.exit_code == 2
    assert "--protocol cut needs --data" in answer.output
