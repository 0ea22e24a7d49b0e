"""A house that falls down in the middle of its work loses nothing that it answered for."""

import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PIL import Image

from tests.stories.conftest import Served

WHO = {"handle": "walker", "name": "Walker", "password": "a long road to the inn"}
V1 = "/api/serai/v1"


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path / "home", empty=True, SERAI_MODELS="0")
    served.start()
    yield served
    served.stop(hard=True)


def photo(shade: int) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((600, 800), shade).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def publish(walker: httpx.Client, shade: int) -> str:
    picture = walker.post(f"{V1}/pictures", files={"file": ("a.jpg", photo(shade))})
    draft = {"title": f"Step {shade}", "pictures": [picture.raise_for_status().json()["id"]]}
    made: str = walker.post(f"{V1}/notes", json=draft).raise_for_status().json()["id"]
    return made


def waiting(home: Path) -> int:
    with sqlite3.connect(home / "serai.db") as link:
        found: int = link.execute("SELECT count(*) FROM event WHERE spread_at IS NULL").fetchone()[
            0
        ]
        found += link.execute(
            "SELECT count(*) FROM job WHERE due_at IS NOT NULL AND name LIKE 'Slimming%'"
        ).fetchone()[0]
    link.close()
    return found


def test_every_note_that_was_answered_for_stands_after_a_kill(fragile: Served) -> None:
    httpx.post(f"{fragile.url}/join", data=WHO).raise_for_status()
    token = httpx.post(f"{fragile.url}{V1}/sessions", json=WHO).raise_for_status().json()["token"]
    bearer = {"authorization": f"Bearer {token}"}
    made: list[str] = []
    for fall in range(3):
        with httpx.Client(base_url=fragile.url, headers=bearer, timeout=30) as walker:
            made += [publish(walker, 40 + 10 * fall + step) for step in range(3)]
            fragile.stop(hard=True)
        assert waiting(fragile.home) > 0, "the fall came too late to interrupt anything"
        fragile.start()
    with httpx.Client(base_url=fragile.url, headers=bearer) as walker:
        for note in made:
            assert walker.get(f"{V1}/notes/{note}").status_code == 200
        assert len(made) == len(set(made)) == 9
