"""Erase what a person published and liked, and hand it out to them first."""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, bindparam, select

from serai.kernel import NoteId, PersonId
from serai.notes._tables import (
    note,
    note_hidden,
    note_like,
    note_mention,
    note_picture,
    note_topic,
)
from serai.notes.note import Note
from serai.notes.read import notes
from serai.search import forget_note
from serai.store import IdColumn, Read, Write, change, statement

_WHOSE: Final = bindparam("whose", type_=IdColumn(PersonId))


def notes_of(author: ColumnElement[Any]) -> Select[tuple[NoteId]]:
    """Every note of `author`'s, withdrawn ones too, as a part for other rooms' statements."""
    return select(note.c.id).where(note.c.author == author)


_OWN = notes_of(_WHOSE)
_IDS = statement(_OWN.order_by(note.c.id), NoteId)
_LIKED_NOTES = select(note_like.c.note).where(note_like.c.person == _WHOSE)
_TAKE_HEARTS = change(
    note.update()
    .where(note.c.id.in_(_LIKED_NOTES), note.c.author != _WHOSE)
    .values(likes=note.c.likes - 1)
)
_FORGET = (
    *(
        change(table.delete().where(table.c.person == _WHOSE))
        for table in (note_like, note_hidden, note_mention)
    ),
    *(
        change(table.delete().where(table.c.note.in_(_OWN)))
        for table in (note_like, note_hidden, note_mention, note_topic, note_picture)
    ),
    change(note.delete().where(note.c.author == _WHOSE)),
)


class Mark(Struct, frozen=True):
    """A note that was liked or hidden, and when (epoch microseconds)."""

    note: NoteId
    at: int


_LIKES, _HIDDEN = (
    statement(
        select(table.c.note, table.c.at)
        .where(table.c.person == _WHOSE)
        .order_by(table.c.at, table.c.note),
        Mark,
    )
    for table in (note_like, note_hidden)
)


class Kept(Struct, frozen=True):
    """Every note of one person, the withdrawn ones too; what they liked, what they hid."""

    notes: tuple[Note, ...]
    likes: tuple[Mark, ...]
    hidden: tuple[Mark, ...]


async def export(tx: Read, person: PersonId) -> Kept:
    """What is kept of `person`."""
    return Kept(
        tuple(await notes(tx, await tx.all(_IDS, whose=person))),
        tuple(await tx.all(_LIKES, whose=person)),
        tuple(await tx.all(_HIDDEN, whose=person)),
    )


async def erase(tx: Write, person: PersonId) -> None:
    """Forget the notes of `person` and their hearts; their pictures are for `media.erase`."""
    for which in await tx.all(_IDS, whose=person):
        await forget_note(tx, which)
    await tx.run(_TAKE_HEARTS, whose=person)
    for forget in _FORGET:
        await tx.run(forget, whose=person)
