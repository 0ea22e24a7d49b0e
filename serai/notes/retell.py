"""Retell: the crafts hear anew of all notes of somebody whose account opened, closed or ended."""

from typing import Final

from sqlalchemy import bindparam, select

from serai.accounts import doors
from serai.events import PersonLeft, PersonReturned, PrivacyChanged
from serai.jobs import enqueue
from serai.kernel import NoteId, PersonId, from_json
from serai.notes._tables import note
from serai.notes._write import tell_crafts, untell_crafts
from serai.notes.read import notes
from serai.store import Database, Write, statement

RETELL_WORK: Final = "notes.retell"
"""The name of the work; its body is the person's id."""

AT_ONCE: Final = 100

_OF = statement(
    select(note.c.id)
    .where(
        note.c.author == bindparam("author"),
        note.c.id > bindparam("after"),
        note.c.withdrawn_at.is_(None),
    )
    .order_by(note.c.id)
    .limit(bindparam("limit")),
    NoteId,
)


async def ask_to_retell(tx: Write, event: PrivacyChanged | PersonLeft | PersonReturned) -> None:
    """Feeds offer to strangers what is for strangers, and nothing of who left."""
    await enqueue(tx, RETELL_WORK, event.person)


async def retell(database: Database, body: bytes) -> None:
    """The work behind `RETELL_WORK`, as it stands at this moment; a batch in a transaction."""
    author, after = from_json(body, PersonId), NoteId(0)
    while True:
        async with database.write() as tx:
            ids = await tx.all(_OF, author=author, after=after, limit=AT_ONCE)
            if not ids:
                return
            door = (await doors(tx, [author])).get(author)
            for one in await notes(tx, ids):
                if door is not None and door.left:
                    await untell_crafts(tx, one.id)
                else:
                    await tell_crafts(tx, one)
            after = ids[-1]
