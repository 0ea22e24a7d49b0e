"""The bench of films, with one that is over in a second."""

import pytest
from click.testing import CliRunner
from msgspec import json

from serai.bench.transcode import measure_transcode
from serai.bench.worker import measure_worker
from serai.cli import main

STEPS = {"probe", "stills", "poster", "fingerprint", "loudness", "ladder", "sprite", "ffmpeg"}


def test_a_film_is_made_ready_beside_the_plain_program(monkeypatch: pytest.MonkeyPatch) -> None:
    # The player has a test of its own, and a queue of 200 films takes minutes.
    monkeypatch.setattr("serai.bench.media.PARTS", (measure_transcode, measure_worker))
    words = ["bench", "media", "--seconds", "1", "--runs", "1", "--json"]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0, said.output
    report = json.decode(said.stdout)
    assert report["bench"] == "media"
    assert {"transcode_overhead", "worker_rss_mb"} <= set(report["measures"])
    assert set(report["steps"]) == STEPS
    assert all(step["cpu_s"] > 0 and step["wall_s"] > 0 for step in report["steps"].values())
    assert 0.3 < report["measures"]["transcode_overhead"] < 3
    assert 50 < report["measures"]["worker_rss_mb"] < 2_000
