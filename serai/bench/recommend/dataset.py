"""One directory of impressions, read: the log, what came before it, and what the videos are."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from serai.bench.recommend.log import Floats, Ints, Log, Times, joined


class BadData(ValueError):  # noqa: N818 - it names what is wrong, as a person would
    """A file that cannot be read as what it should be; the message names it."""


class Videos(Struct, frozen=True):
    """What is known of each item beforehand; index = item."""

    author: Ints
    """Index of the author, -1 where unknown."""
    tags: tuple[Ints, ...]
    """Indices of each item's tags; empty where unknown."""
    duration_ms: Ints
    """0 where unknown."""
    uploaded_at: Times
    """Microseconds since 1970, 0 where unknown."""


class Dataset(Struct, frozen=True):
    """Everything a protocol may read."""

    name: str
    history: Log
    """Before the log: only long views and likes are known, and their order; times are spread."""
    log: Log
    videos: Videos
    user_ids: NDArray[np.int64]
    """The id in the files of each user index."""
    item_ids: NDArray[np.int64]
    tag_names: tuple[str, ...]

    @property
    def users(self) -> int:
        """How many people."""
        return len(self.user_ids)

    @property
    def items(self) -> int:
        """How many videos."""
        return len(self.item_ids)

    def everything(self) -> Log:
        """History and log as one."""
        return joined(self.history, self.log)

    def tag_matrix(self) -> Floats:
        """Items x tags, 1 where the item carries the tag."""
        carried = np.zeros((self.items, len(self.tag_names)), np.float32)
        for item, tags in enumerate(self.videos.tags):
            carried[item, tags] = 1
        return carried
