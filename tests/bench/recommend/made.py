"""A small made-up directory in the format of KuaiRand, where everybody has one taste."""

import csv
import gzip
import json
import random
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

PEOPLE = 60
SHOWN = 120
LISTED = 1_700
TAGS = 6
DAYS = 3
BEGIN = 1_650_000_000_000
DAY_MS = 86_400_000

LOG = (
    "user_id", "video_id", "date", "hourmin", "time_ms", "is_click", "is_like", "is_follow",
    "is_comment", "is_forward", "is_hate", "long_view", "play_time_ms", "duration_ms",
    "profile_stay_time", "comment_stay_time", "is_profile_enter", "is_rand", "tab",
)  # fmt: skip
VIDEOS = ("video_id", "author_id", "video_type", "upload_dt", "video_duration", "tag", "counts")


def person(index: int) -> int:
    return 500 + 13 * index


def video(index: int) -> int:
    return 9_000 + 7 * index


def taste(index: int) -> int:
    return index % TAGS


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = StringIO()
    csv.writer(out).writerows([names, *rows])
    return out.getvalue()


def pack(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode()))


def log_rows(rng: random.Random) -> list[list[object]]:
    rows: list[list[object]] = []
    for at in sorted(rng.randrange(DAYS * DAY_MS) for _ in range(PEOPLE * 50)):
        who, what = rng.randrange(PEOPLE), rng.randrange(SHOWN)
        fits = taste(who) == taste(what)
        long_view = int(rng.random() < (0.8 if fits else 0.1))
        click = max(long_view, int(rng.random() < 0.3))
        like = int(bool(long_view) and rng.random() < 0.2)
        flags = [click, like, 0, 0, 0, 0, long_view]
        plays = [9_000 if long_view else 800, 10_000]
        rows.append(
            [person(who), video(what), 20220415, 1200, BEGIN + at, *flags, *plays, 0, 0, 0, 0, 1]
        )
    return rows


def history(rng: random.Random, who: int) -> dict[str, object]:
    viewed = [video(rng.randrange(SHOWN // TAGS) * TAGS + taste(who)) for _ in range(12)]
    viewed += [video(rng.randrange(SHOWN)) for _ in range(28)]
    rng.shuffle(viewed)
    longs = [item for item in viewed if rng.random() < 0.7]
    at = BEGIN - rng.randrange(DAY_MS)
    return {"u": person(who), "n": 40, "t": at, "view": viewed, "like": longs[:2], "long": longs}


def video_row(index: int) -> list[object]:
    tag = str(taste(index)) if index < SHOWN else "unknown" if index % 2 else ""
    if 1_000 <= index < 1_016:
        tag = "rare"
    return [video(index), index // 2, "NORMAL", "2022-04-10", 10_000, tag, 3]


def make(folder: Path) -> Path:
    rng = random.Random(5)  # noqa: S311 - a made-up world is no secret
    pack(folder / "log_one.csv.gz", table(LOG, log_rows(rng)))
    lines = [json.dumps(history(rng, who)) for who in range(PEOPLE)]
    pack(folder / "history_one.jsonl.gz", "\n".join(lines))
    pack(folder / "videos.csv.gz", table(VIDEOS, map(video_row, range(LISTED))))
    return folder


def turned(path: Path) -> None:
    """The same table with its columns in the opposite order."""
    rows = list(csv.reader(StringIO(gzip.decompress(path.read_bytes()).decode())))
    pack(path, table(rows[0][::-1], [row[::-1] for row in rows[1:]]))
