"""The player's start, measured in a real browser on a film of our own making."""

import shutil
from pathlib import Path

import pytest

from serai.bench.media_player import first_frame_ms
from tests.conftest import missing
from tests.films import shoot


@pytest.mark.story
def test_the_time_to_the_first_frame_is_measured(tmp_path: Path) -> None:
    if shutil.which("chromium") is None:
        missing("browser", "install chromium, or run: .venv/bin/playwright install chromium")
    film = tmp_path / "film.mp4"
    film.write_bytes(shoot(20, seconds=2, size=(180, 320)).rungs[-1][2])
    assert 0.0 < first_frame_ms(film, "avc1.64001f,mp4a.40.2", looks=3) < 5_000.0
