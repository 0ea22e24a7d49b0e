"""Undo publishing: the note is taken back whole, and everything in it is a draft again."""

from datetime import timedelta
from typing import Final

from msgspec.structs import replace
from sqlalchemy import bindparam

from serai.kernel import NoteId, PersonId, Refusal, micros
from serai.media import pictures
from serai.notes._tables import note as note_table
from serai.notes._tables import note_picture
from serai.notes.drafts.keep import let_go, make_draft
from serai.notes.drafts.kept import KeptDraft
from serai.notes.edit import draft_of
from serai.notes.note import Note
from serai.notes.visibility import see_own
from serai.notes.withdraw import withdraw
from serai.recommend import release
from serai.store import Write, change

UNDO_FOR: Final = micros(timedelta(minutes=10))
"""How long after publishing it can be undone; later a note is withdrawn, and can be restored."""

_TAKE_DOWN = (
    change(note_picture.delete().where(note_picture.c.note == bindparam("which"))),
    change(note_table.update().where(note_table.c.id == bindparam("which")).values(clip=None)),
)


def can_be_undone(note: Note, now: int) -> bool:
    """Whether it is still early enough; a pure rule."""
    return now - note.published_at < UNDO_FOR


async def unpublish(tx: Write, author: PersonId, which: NoteId) -> KeptDraft:
    """The note's words and pictures as a draft; the note without them is never seen again.

    Raises `Refusal` note.not_found, note.published_long_ago and draft.too_many.
    """
    note = await see_own(tx, author, which)
    if not can_be_undone(note, tx.now):
        raise Refusal("note.published_long_ago", minutes=UNDO_FOR // 60_000_000)
    content = replace(draft_of(note), origin=await release(tx, note.id))
    await withdraw(tx, author, which)
    for take_down in _TAKE_DOWN:
        await tx.run(take_down, which=which)
    if note.kind == "text":  # its picture is made of its words, and made anew
        await let_go(tx, note.pictures)
        return await make_draft(tx, author, replace(content, pictures=()))
    if note.kind == "video":
        (poster,) = (await pictures(tx, note.pictures)).values()
        return await make_draft(tx, author, replace(content, pictures=(), clip_alt=poster.alt))
    shown = await pictures(tx, note.pictures)
    there = tuple(one for one in note.pictures if one in shown)
    alts = [shown[one].alt for one in there]
    return await make_draft(tx, author, replace(content, pictures=there), alts)
