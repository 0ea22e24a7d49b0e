"""The star under a note: what it shows, and the event that sets it on the page."""

from msgspec import Struct

from serai.boards import collected_by, collects
from serai.entry import Ask
from serai.kernel import NoteId
from serai.store import Read


class Star(Struct, frozen=True):
    """Whether the viewer collected the note, and how many people did."""

    collected: bool
    count: int


async def star(tx: Read, ask: Ask, note: NoteId) -> Star:
    """The star of a note for whoever asks."""
    mine = ask.person is not None and note in await collected_by(tx, ask.person.id, [note])
    return Star(mine, (await collects(tx, [note]))[note])


def starred(note: NoteId, *, on: bool) -> dict[str, str]:
    """How the stars of the note shall stand, for the page's scripts."""
    return {"note": str(note), "on": "on" if on else ""}
