"""Notes by their words: kept, forgotten and found."""

from collections.abc import Sequence

from serai.kernel import NoteId
from serai.search._index import NOTES
from serai.search.known_words import doubt, know
from serai.search.meanings import forget_meaning
from serai.search.question import Question, words
from serai.search.tokens import latin_words, tokens
from serai.store import Read, Write


async def index_note(
    tx: Write, which: NoteId, title: str, text: str, topics: Sequence[str]
) -> None:
    """Find the note by these words from now on, and by no others."""
    head = "\n".join((title, *topics))
    found = tokens(head, text)
    lost = set(latin_words(await NOTES.tokens(tx, which))) - set(latin_words(list(found)))
    await doubt(tx, sorted(lost))
    await NOTES.keep(tx, which, found)
    await know(tx, f"{head}\n{text}")


async def forget_note(tx: Write, which: NoteId) -> None:
    """Find the note no longer."""
    await forget_meaning(tx, which)
    await doubt(tx, latin_words(await NOTES.tokens(tx, which)))
    await NOTES.drop(tx, which)


async def find_notes(
    tx: Read,
    asked: str | Question,
    before: NoteId | None = None,
    limit: int = 20,
    after: int | None = None,
) -> list[NoteId]:
    """Notes that answer `asked`, newest first, between `after` and `before`.

    Typed words must all occur. Whoever shows the notes asks `notes` first whether the viewer may
    see them.
    """
    question = words(asked) if isinstance(asked, str) else asked
    return await NOTES.find(tx, question, before, limit, after)
