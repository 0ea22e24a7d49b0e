"""Notes by their words: kept, forgotten and found."""

from collections.abc import Sequence

from serai.kernel import NoteId
from serai.search._index import NOTES
from serai.search.bigrams import bigrams
from serai.store import Read, Write


async def index_note(
    tx: Write, which: NoteId, title: str, text: str, topics: Sequence[str]
) -> None:
    """Find the note by these words from now on, and by no others."""
    await NOTES.keep(tx, which, bigrams("\n".join((title, *topics, text))))


async def forget_note(tx: Write, which: NoteId) -> None:
    """Find the note no longer."""
    await NOTES.drop(tx, which)


async def find_notes(
    tx: Read, typed: str, before: NoteId | None = None, limit: int = 20
) -> list[NoteId]:
    """Notes in which every word of `typed` occurs, newest first, older than `before`.

    Whoever shows them asks `notes` first whether the viewer may see them.
    """
    return await NOTES.find(tx, typed, before, limit)
