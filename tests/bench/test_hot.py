"""The bench of what rises, with a crowd that fits in a room."""

from click.testing import CliRunner
from msgspec import json

from serai.cli import main

NAMES = {
    "first_count_cpu_s",
    "hearts",
    "longest_turn_ms",
    "page_cpu_ms",
    "recount_cpu_s",
    "rows",
}


def test_a_crowd_is_gathered_and_counted_and_nothing_of_it_is_left() -> None:
    words = ["bench", "hot", "--notes", "500", "--hearts", "20000", "--json"]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0, said.output
    report = json.decode(said.stdout)
    assert report["bench"] == "hot"
    assert report["machine"]
    assert set(report["measures"]) == NAMES
    assert all(value > 0 for value in report["measures"].values())
    assert 10_000 < report["measures"]["hearts"] <= 20_000
    assert "serai: counts anew" in said.stderr
