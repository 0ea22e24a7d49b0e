"""The made-up archives that lie beside the project, against what was planted in them."""

import json
import time
from pathlib import Path

import pytest

from serai.arrive import Kept, known_words, read_archive, understand
from serai.models import RememberedEncoder
from tests.arrive.archives import LIMITS

MEANINGS = {"番茄炒蛋": "recipe", "绿植": "plants", "monstera": "plants", "ramen": "recipe"}


def _read(shared: Path, name: str) -> Kept:
    with (shared / "data" / "exports" / name).open("rb") as file:
        return read_archive(file, LIMITS, known_words)


@pytest.mark.parametrize("year", [2022, 2025])
def test_every_watch_like_and_save_is_found(shared: Path, year: int) -> None:
    truth = json.loads((shared / "data" / "exports" / "truth.json").read_text())
    kept = _read(shared, f"tiktok_json_{year}.zip")
    assert len(kept.watched) == truth["watched"]
    assert len(kept.liked) == truth["likes"]
    assert len(kept.saved) == truth["favourites"]
    assert len(kept.following) == truth["following"]
    assert {str(one.video) for one in kept.watched} <= set(truth["topics_of_videos"])


@pytest.mark.parametrize("name", ["tiktok_json_2022.zip", "tiktok_json_2025.zip", "x_archive.zip"])
async def test_the_planted_loves_are_understood(shared: Path, name: str) -> None:
    truth = json.loads((shared / "data" / "exports" / "truth.json").read_text())
    found = await understand(_read(shared, name), RememberedEncoder(MEANINGS))
    strongest = [one.key for one in found.interests if one.known][:2]
    assert set(strongest) <= set(truth["loved_topics"])
    assert all(one.evidence for one in found.interests)


def test_planted_private_things_are_dropped_and_counted(shared: Path) -> None:
    kept = _read(shared, "tiktok_json_2025.zip")
    for planted in ("must not be imported", "someone@example.org", "203.0.113.7"):
        assert planted not in str(kept)
    assert kept.dropped["messages"] == 1
    assert kept.dropped["logins"] == 1
    assert kept.dropped["contact"] == 1


async def test_three_thousand_videos_are_understood_well_within_a_second(shared: Path) -> None:
    encoder = RememberedEncoder(MEANINGS)
    await understand(_read(shared, "x_archive.zip"), encoder)
    start = time.process_time()
    await understand(_read(shared, "tiktok_json_2025.zip"), encoder)
    assert time.process_time() - start < 1
