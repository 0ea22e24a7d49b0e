"""Have the words of notes cut anew where the way to cut them changed; and look one up in them."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from serai.kernel import NoteId
from serai.notes._tables import note
from serai.notes._write import found_by, index_words
from serai.notes.read import notes
from serai.search import words_in
from serai.store import Read, Write, statement

_BELOW = statement(
    select(note.c.id)
    .where(note.c.id < bindparam("below"), note.c.withdrawn_at.is_(None))
    .order_by(note.c.id.desc())
    .limit(bindparam("limit"))
    .with_for_update(),  # an edit in between would have its words back
    NoteId,
)


async def cut_anew(tx: Write, below: int, limit: int) -> int | None:
    """The newest notes below a number, at most so many; answers the lowest, None at the end."""
    ids = await tx.all(_BELOW, below=below, limit=limit)
    # FTS5 writes out what it holds in memory whenever a number is smaller than the last.
    for one in await notes(tx, sorted(ids)):
        await index_words(tx, one)
    return int(ids[-1]) if ids else None


async def hold_word(tx: Read, ids: Sequence[NoteId], word: str) -> bool:
    """Whether one of the notes holds `word` otherwise than as what somebody is called."""
    return any(word in words_in("\n".join(found_by(one))) for one in await notes(tx, ids))
