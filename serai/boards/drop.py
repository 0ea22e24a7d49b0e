"""Take a note out of a board, or out of all of them; and put it back where it stood."""

from sqlalchemy import bindparam, func, select

from serai.boards._tables import board, board_note
from serai.boards._tell import tell_collected, tell_uncollected
from serai.boards.see import boards_holding, see_own_board
from serai.kernel import BoardId, NoteId, PersonId
from serai.notes import see
from serai.store import Read, Write, change, statement

_MINE = (board_note.c.note == bindparam("which"), board_note.c.person == bindparam("whose"))
_STANDS = board_note.c.left_at.is_(None)
_LEAVE_ONE = change(
    board_note.update()
    .where(*_MINE, board_note.c.board == bindparam("out_of"), _STANDS)
    .values(left_at=bindparam("now"))
)
_LEAVE = change(board_note.update().where(*_MINE, _STANDS).values(left_at=bindparam("now")))
_STANDING = select(board.c.id).where(
    board.c.owner == bindparam("whose"), board.c.deleted_at.is_(None)
)
_LEFT = (*_MINE, board_note.c.board.in_(_STANDING), board_note.c.left_at.is_not(None))
_LAST_LEFT = statement(
    select(func.max(board_note.c.left_at)).where(*_LEFT),
    lambda at: None if at is None else int(at),
)
_RETURN = change(
    board_note.update()
    .where(*_LEFT, board_note.c.left_at == bindparam("moment"))
    .values(left_at=None)
)


async def drop(tx: Write, person: PersonId, note: NoteId, out_of: BoardId) -> bool:
    """The note stands in the board no more; False where it did not.

    Raises `Refusal` board.not_found where it is not their board.
    """
    await see_own_board(tx, person, out_of)
    left = await tx.run(_LEAVE_ONE, which=note, whose=person, out_of=out_of, now=tx.now) > 0
    if left and not await boards_holding(tx, person, note):
        await tell_uncollected(tx, person, [note])
    return left


async def let_go(tx: Write, person: PersonId, note: NoteId) -> bool:
    """The note stands in none of `person`'s boards any more; False where it stood in none."""
    left = await tx.run(_LEAVE, which=note, whose=person, now=tx.now) > 0
    if left:
        await tell_uncollected(tx, person, [note])
    return left


async def put_back(tx: Write, person: PersonId, note: NoteId) -> bool:
    """Undo the last `drop` or `let_go` of the note: it stands where it stood.

    False where there is nothing to undo. Raises `Refusal` note.not_found where `person` may not
    see the note.
    """
    await see(tx, person, note)
    moment = await _last_left(tx, person, note)
    if moment is None:
        return False
    held = await boards_holding(tx, person, note)
    await tx.run(_RETURN, which=note, whose=person, moment=moment)
    if not held:
        returned = await boards_holding(tx, person, note)
        await tell_collected(tx, person, note, min(returned))
    return True


async def _last_left(tx: Read, person: PersonId, note: NoteId) -> int | None:
    return await tx.one(_LAST_LEFT, which=note, whose=person)
