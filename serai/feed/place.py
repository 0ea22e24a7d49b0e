"""Where a feed in order of time goes on."""

from typing import Final

from serai.feed.scroll import Scroll
from serai.kernel import NoteId
from serai.recommend import Engine

AHEAD: Final = 200
"""Notes looked at for one page: more than stand on it, since some may not be for the viewer."""

LATEST: Final = 2**63 - 1


def place(engine: Engine, scroll: Scroll) -> tuple[int, int]:
    """The time and row before which the page begins."""
    if scroll.before is None:
        return LATEST, 0
    at, note = scroll.before
    return at, engine.row(NoteId(note)) or 0
