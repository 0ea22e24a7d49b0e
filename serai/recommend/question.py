"""What a feed asks the engine: for whom, from where, how many cards."""

from typing import Final

from msgspec import Struct

from serai.kernel import NoteId
from serai.recommend.viewer import Viewer

MOST: Final = 80


class Question(Struct, frozen=True, kw_only=True):
    """`sources` are names of `SOURCES`; `given` are notes that the feed itself found.

    Where `again` is set, what the viewer met before may stand on the page. `refused` are notes
    that the gate kept away. Where `videos` is set, nothing else may stand on the page.
    """

    viewer: Viewer
    sources: tuple[str, ...]
    count: int = 20
    given: tuple[NoteId, ...] = ()
    again: bool = False
    refused: frozenset[NoteId] = frozenset()
    videos: bool = False
