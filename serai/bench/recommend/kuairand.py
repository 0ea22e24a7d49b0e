"""A directory in the format of KuaiRand, read.

`log_*.csv.gz` hold impressions, `history_*.jsonl.gz` each person's last views before them, and
`videos.csv.gz` what each video is. `users.csv.gz` tells of people's circumstances, from which
nothing may be ranked here; it is not opened. Ids may be sparse, and files may name users and
videos that others do not.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from serai.bench.recommend.dataset import BadData, Dataset, Videos
from serai.bench.recommend.history import read_histories
from serai.bench.recommend.log import SECOND, Log, joined
from serai.bench.recommend.table import numbers, read_columns

COLUMNS: Final = {
    "user": "user_id",
    "item": "video_id",
    "at": "time_ms",
    "click": "is_click",
    "like": "is_like",
    "follow": "is_follow",
    "comment": "is_comment",
    "forward": "is_forward",
    "hate": "is_hate",
    "long_view": "long_view",
    "play_ms": "play_time_ms",
    "duration_ms": "duration_ms",
    "tab": "tab",
    "is_rand": "is_rand",
}
"""Our name of each column, and the file's."""

FLAGS: Final = frozenset(
    ("click", "like", "follow", "comment", "forward", "hate", "long_view", "is_rand")
)
UNKNOWN: Final = frozenset(("", "unknown"))


def read_kuairand(folder: Path) -> Dataset:
    """Read everything; raises BadData naming the file that is missing or wrong."""
    logs = _found(folder, "log_*.csv.gz")
    raw = _one([_read_log(path) for path in logs])
    if not len(raw):
        raise BadData(f"{logs[0]} holds no impression")
    past = _one([_rows(read_histories(path)) for path in _found(folder, "history_*.jsonl.gz")])
    (catalogue,) = _found(folder, "videos.csv.gz")
    titles = dict(zip(VIDEO_COLUMNS, read_columns(catalogue, VIDEO_COLUMNS), strict=True))
    listed = numbers(catalogue, "video_id", titles["video_id"])
    user_ids = np.unique(np.concatenate((raw.user, past.user))).astype(np.int64)
    item_ids = np.unique(np.concatenate((raw.item, past.item, listed))).astype(np.int64)
    videos, tags = _videos(catalogue, titles, np.searchsorted(item_ids, listed), len(item_ids))
    return Dataset(
        name=folder.resolve().name,
        history=_indexed(past, user_ids, item_ids),
        log=_indexed(raw, user_ids, item_ids),
        videos=videos,
        user_ids=user_ids,
        item_ids=item_ids,
        tag_names=tags,
    )


VIDEO_COLUMNS: Final = ("video_id", "author_id", "tag", "video_duration", "upload_dt")


def _found(folder: Path, pattern: str) -> list[Path]:
    paths = sorted(folder.glob(pattern))
    if not paths:
        raise BadData(f"{folder / pattern} is missing")
    return paths


def _read_log(path: Path) -> Log:
    texts = read_columns(path, tuple(COLUMNS.values()))
    return _rows(
        {
            ours: numbers(path, theirs, column)
            for (ours, theirs), column in zip(COLUMNS.items(), texts, strict=True)
        }
    )


def _rows(columns: dict[str, NDArray[np.int64]]) -> Log:
    """Columns as read, ids still those of the files, in order of time; what is not given is 0."""
    rows = len(columns["user"])
    order = np.argsort(columns["at"], kind="stable")
    filled: dict[str, NDArray[np.generic]] = {}
    for name in COLUMNS:
        column = columns.get(name, np.zeros(rows, np.int64))[order]
        filled[name] = column != 0 if name in FLAGS else column
    filled["at"] = columns["at"][order] * (SECOND // 1_000)
    return Log(**filled)  # type: ignore[arg-type]


def _one(logs: list[Log]) -> Log:
    whole = logs[0]
    for log in logs[1:]:
        whole = joined(whole, log)
    return whole


def _indexed(log: Log, user_ids: NDArray[np.int64], item_ids: NDArray[np.int64]) -> Log:
    return structs.replace(
        log,
        user=np.searchsorted(user_ids, log.user).astype(np.int32),
        item=np.searchsorted(item_ids, log.item).astype(np.int32),
        play_ms=log.play_ms.astype(np.int32),
        duration_ms=log.duration_ms.astype(np.int32),
        tab=log.tab.astype(np.int32),
    )


def _videos(
    path: Path, titles: dict[str, list[str]], where: NDArray[np.intp], items: int
) -> tuple[Videos, tuple[str, ...]]:
    """What the catalogue says, at the index of each item, and the names of all tags."""
    cells = [
        [tag.strip() for tag in cell.split(",") if tag.strip() not in UNKNOWN]
        for cell in titles["tag"]
    ]
    names = sorted({tag for cell in cells for tag in cell})
    index = {name: at for at, name in enumerate(names)}
    tags = [np.zeros(0, np.int32) for _ in range(items)]
    for at, cell in zip(where.tolist(), cells, strict=True):
        tags[at] = np.array(sorted({index[tag] for tag in cell}), np.int32)
    author = np.full(items, -1, np.int32)
    author[where] = np.unique(np.array(titles["author_id"]), return_inverse=True)[1]
    duration = np.zeros(items, np.int32)
    duration[where] = numbers(path, "video_duration", titles["video_duration"])
    uploaded = np.zeros(items, np.int64)
    uploaded[where] = [_day(path, text) for text in titles["upload_dt"]]
    return Videos(author, tuple(tags), duration, uploaded), tuple(names)


def _day(path: Path, text: str) -> int:
    if text in UNKNOWN:
        return 0
    try:
        return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * SECOND
    except ValueError as wrong:
        raise BadData(f"{path}, column upload_dt: {wrong}") from wrong
