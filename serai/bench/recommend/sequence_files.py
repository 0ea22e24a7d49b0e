"""Text files of sequences, read: `user item item item …` a line, oldest item first.

Each file is a world of its own. Names may be anything without a space. No times are told:
everybody's last item is laid at one moment, and the items before it an hour apart.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from msgspec import Struct

from serai.bench.recommend.dataset import BadData, Dataset, Videos
from serai.bench.recommend.log import HOUR, SECOND, Log, long_views

END = 1_650_000_000 * SECOND
"""When everybody's last item is."""

LEAST = 3
"""Items of somebody who can be asked: one to learn, one to tune, one to test."""


class Sequences(Struct, frozen=True):
    """A file: who engaged with what, split for leaving one out."""

    data: Dataset
    train: Log
    """All but the last two of those who have three or more; everything of the others."""
    tuning: Log
    """The items before the last ones."""
    test: Log
    """The last ones."""


def sequence_paths(folder: Path) -> list[Path]:
    """The text files of a folder, or the one that is named itself."""
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.txt"))
    if not paths:
        raise BadData(f"{folder / '*.txt'} is missing")
    return paths


def read_sequences(path: Path) -> Sequences:
    """Read one file; raises BadData where nobody in it can be asked."""
    users: dict[str, int] = {}
    items: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    for name, sequence in _lines(path):
        user = users.setdefault(name, len(users))
        mine = [items.setdefault(item, len(items)) for item in sequence]
        rows += [(user, item, len(mine) - 1 - at) for at, item in enumerate(mine)]
    if not rows:
        raise BadData(f"{path} holds no sequence")
    user, item, back = np.array(rows, np.int64).T
    log = long_views(user, item, END - back * HOUR)
    asked = (np.bincount(user, minlength=len(users)) >= LEAST)[log.user]
    steps = (END - log.at) // HOUR
    if not asked.any():
        raise BadData(f"nobody in {path} has {LEAST} items")
    return Sequences(
        data=_bare(path.stem, log, len(users), len(items)),
        train=log.part(~asked | (steps >= 2)),  # noqa: PLR2004 - the last two are held back
        tuning=log.part(asked & (steps == 1)),
        test=log.part(asked & (steps == 0)),
    )


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                name, *sequence = line.split() or [""]
                if sequence:
                    yield name, sequence
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadData(f"{path} cannot be read: {wrong}") from wrong


def _bare(name: str, log: Log, users: int, items: int) -> Dataset:
    """A dataset of items of which nothing is known."""
    none = np.zeros(items, np.int32)
    videos = Videos(none - 1, tuple(none[:0] for _ in range(items)), none, none.astype(np.int64))
    return Dataset(
        name=name,
        history=log.part(slice(0, 0)),
        log=log,
        videos=videos,
        user_ids=np.arange(users),
        item_ids=np.arange(items),
        tag_names=(),
    )
