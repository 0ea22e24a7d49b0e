"""What happens to notes: hearts, collects, mentions, and notes that go and come back."""

from sqlalchemy import bindparam, select

from serai.boards import see_board
from serai.events import (
    NoteCollected,
    NoteEdited,
    NoteLiked,
    NotePublished,
    NoteRestored,
    NoteUncollected,
    NoteUnliked,
    NoteWithdrawn,
)
from serai.kernel import BoardId, NoteId, PersonId, Refusal
from serai.notes import Note, liked_by, may_see, mentioned_in, notes
from serai.notices._stir import stir
from serai.notices._tables import deed as deeds
from serai.notices._tables import notice
from serai.notices.notice import Deed
from serai.notices.tell import settle, tell, untell
from serai.store import Read, Write, change, statement

_MENTIONED = statement(
    select(deeds.c.person).where(
        deeds.c.actor == bindparam("who"),
        deeds.c.about == bindparam("note"),
        deeds.c.kind == "mention",
        deeds.c.thing == 0,
        deeds.c.undone_at.is_(None),
    ),
    PersonId,
)
_HUSH = change(
    notice.update().where(notice.c.about == bindparam("note")).values(hushed_at=bindparam("since"))
)
_TOLD = statement(
    select(notice.c.person).where(notice.c.about == bindparam("note")).distinct(), PersonId
)


async def on_heart(tx: Write, event: NoteLiked | NoteUnliked) -> None:
    """The author hears of a heart while it stands."""
    note = await _note(tx, event.note)
    if note is not None:
        stands = note.id in await liked_by(tx, event.person, [note.id])
        await settle(tx, Deed(note.author, "like", event.person, note.id), stands=stands)


async def on_collected(tx: Write, event: NoteCollected) -> None:
    """The author hears that somebody keeps their note, unless where is that person's secret."""
    note = await _note(tx, event.note)
    if note is not None and await _is_open(tx, note.author, event.board):
        await tell(tx, Deed(note.author, "collect", event.person, note.id))


async def _is_open(tx: Read, viewer: PersonId, board: BoardId) -> bool:
    try:
        await see_board(tx, viewer, board)
    except Refusal:
        return False
    return True


async def on_uncollected(tx: Write, event: NoteUncollected) -> None:
    """Nobody keeps it after all."""
    note = await _note(tx, event.note)
    if note is not None:
        await untell(tx, Deed(note.author, "collect", event.person, note.id))


async def on_mentions(tx: Write, event: NotePublished | NoteEdited) -> None:
    """Whoever the note names hears of it, if they may see it; who is no longer named does not."""
    note = await _note(tx, event.note)
    if note is None:
        return
    named = set(await mentioned_in(tx, note.id))
    told = set(await tx.all(_MENTIONED, who=note.author, note=int(note.id)))
    for person in sorted(named | told):
        stands = person in named and bool(await may_see(tx, person, [note]))
        await settle(tx, Deed(person, "mention", note.author, note.id), stands=stands)


async def on_standing(tx: Write, event: NoteWithdrawn | NoteRestored) -> None:
    """What was told of a note is hushed while it is withdrawn."""
    note = await _note(tx, event.note)
    if note is None:
        return
    await tx.run(_HUSH, note=int(note.id), since=note.withdrawn_at)
    for person in await tx.all(_TOLD, note=int(note.id)):
        await stir(tx, person)


async def _note(tx: Read, which: NoteId) -> Note | None:
    return next(iter(await notes(tx, [which])), None)
