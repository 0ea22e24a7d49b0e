"""The bench of a large house, at the size of a hamlet."""

from click.testing import CliRunner
from msgspec import json

from serai.cli import main

NAMES = {
    "page_cpu_ms_p50",
    "page_cpu_ms_p99",
    "pages_per_s_kernel",
    "pages_per_s_json",
    "pages_per_s_html",
    "event_to_page_ms_p99",
    "events_per_s",
    "rss_mb",
    "restart_s",
    "cold_start_s",
}


def test_a_house_is_built_and_measured_and_nothing_of_it_is_left() -> None:
    words = ["bench", "serve", "--people", "500", "--notes", "2000", "--json"]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0, said.output
    report = json.decode(said.stdout)
    assert report["bench"] == "serve"
    assert report["machine"]
    assert set(report["measures"]) == NAMES
    assert all(value > 0 for value in report["measures"].values())
    assert "serai: pages over HTTP" in said.stderr
