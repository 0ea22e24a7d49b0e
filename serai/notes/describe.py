"""Describe notes to the engine and to search: where each stands by its words and first photo."""

from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.events import NoteEdited, NotePublished, NoteRestored
from serai.jobs import Chore, Work, enqueue
from serai.kernel import NoteId, from_json
from serai.media import Blobs, Picture, pictures
from serai.models import ABSENT, Encoder, ImageEncoder, Vectors
from serai.notes._tables import note
from serai.notes.note import Note
from serai.notes.read import notes
from serai.notes.sayings import sayings, sayings_row
from serai.recommend import content, describe
from serai.search import forget_meaning, keep_meaning, simplified
from serai.store import Database, Read, Write, change, statement

DESCRIBE_WORK: Final = "notes.describe"
"""The name of the work; its body is the note's id."""

CHUNK: Final = 300
"""Notes a chore describes at most, about ten seconds of work: other work waits meanwhile."""

_LACKING = (note.c.described_at.is_(None), note.c.withdrawn_at.is_(None))
_LACKS = statement(select(note.c.id).where(note.c.id == bindparam("which"), *_LACKING), NoteId)
_ALL_LACKING = statement(
    select(note.c.id).where(*_LACKING).order_by(note.c.id.desc()).limit(CHUNK), NoteId
)
# An edit between reading and writing has work of its own, which this must not take for done.
_STAMP = change(
    note.update()
    .where(
        note.c.id == bindparam("which"),
        note.c.edited_at.is_not_distinct_from(bindparam("seen")),
        *_LACKING,
    )
    .values(described_at=bindparam("now"))
)


class Senses(Struct, frozen=True):
    """What a note is read with."""

    words: Encoder
    looks: ImageEncoder
    blobs: Blobs

    @property
    def absent(self) -> bool:
        """Whether nothing can be read until the next start; pictures alone would say too little."""
        return self.words.presence.state == ABSENT


async def ask_to_describe(tx: Write, event: NotePublished | NoteEdited | NoteRestored) -> None:
    """Have a note described that is new, new in part, or here again."""
    await enqueue(tx, DESCRIBE_WORK, event.note)


def describe_work(senses: Senses) -> Work:
    """The work behind `DESCRIBE_WORK`; without encoders it comes to nothing."""

    async def describe_one(database: Database, body: bytes) -> None:
        await _describe(database, senses, from_json(body, NoteId))

    return describe_one


def describe_chore(senses: Senses) -> Chore:
    """Describes notes that were published while no encoder was there, newest first."""

    async def describe_lacking(database: Database) -> None:
        if senses.absent:
            return
        async with database.read() as look:
            lacking = await look.all(_ALL_LACKING)
        for which in lacking:
            if not await _describe(database, senses, which):
                return

    return describe_lacking


async def _describe(database: Database, senses: Senses, which: NoteId) -> bool:
    """Tell the engine of the note, once for each edit; False where it is to be tried again."""
    async with database.read() as look:
        told = await _lacking(look, which)
    if told is None:
        return True
    said = [simplified(one) for one in sayings(told.note)]
    text = await senses.words.encode(said)
    looks = await _seen(senses, told.photo)
    unanswered = looks is None and senses.looks.presence.state != ABSENT
    if text is None or unanswered:
        return False
    row = sayings_row(text)
    vector = content(row, looks[0] if looks is not None and len(looks) else None)
    async with database.write() as tx:
        stands = await tx.run(_STAMP, which=which, seen=told.note.edited_at, now=tx.now)
        if stands and vector:
            await describe(tx, which, vector)
        if stands and row is not None:
            await keep_meaning(tx, which, row)
        elif stands:
            await forget_meaning(tx, which)
    return True


async def _seen(senses: Senses, photo: str | None) -> Vectors | None:
    """One row for the photo, none where there is no photo; None without an answer."""
    data = None if photo is None else await senses.blobs.get(photo)
    return await senses.looks.encode([] if data is None else [data])


class _Told(Struct, frozen=True):
    note: Note
    photo: str | None


async def _lacking(look: Read, which: NoteId) -> _Told | None:
    """The note and the address of its first photo, where it is still to be described."""
    if await look.one(_LACKS, which=which) is None:
        return None
    (told,) = await notes(look, [which])
    first = told.pictures[:1]
    found = (await pictures(look, first)).values()
    return _Told(told, next((_smallest(one) for one in found), None))


def _smallest(picture: Picture) -> str | None:
    """The address of the smallest cut of a whole photo; a cover shows but words, known already."""
    cuts = [cut for cut in picture.variants if cut.use == "full" and cut.format == "webp"]
    if picture.kind == "cover" or not cuts:
        return None
    return min(cuts, key=lambda cut: cut.width).address
