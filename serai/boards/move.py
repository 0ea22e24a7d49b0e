"""Move a note within its board."""

from sqlalchemy import bindparam, func, select

from serai.boards._tables import board_note
from serai.boards.order import Standing, Way, moved
from serai.boards.see import see_own_board
from serai.kernel import BoardId, NoteId, PersonId, Refusal
from serai.notes import met_by
from serai.store import IdColumn, Write, change, statement

_VIEWER = bindparam("viewer", type_=IdColumn(PersonId))
_STANDING = statement(
    select(board_note.c.note, board_note.c.place)
    .where(
        board_note.c.board == bindparam("board"),
        board_note.c.left_at.is_(None),
        met_by(_VIEWER, board_note.c.note),
    )
    .order_by(board_note.c.place.desc(), board_note.c.note.desc()),
    Standing,
)
_TOP = statement(
    select(func.max(board_note.c.place)).where(board_note.c.board == bindparam("board")),
    lambda place: int(place or 0),
)
_PUT = change(
    board_note.update()
    .where(board_note.c.board == bindparam("which"), board_note.c.note == bindparam("whom"))
    .values(place=bindparam("there"))
)


async def move(tx: Write, owner: PersonId, which: BoardId, note: NoteId, way: Way) -> bool:
    """A step up, down or to the front; False where it leads nowhere.

    Raises `Refusal` board.not_found, and board.note_elsewhere where the note is not in the board.
    """
    await see_own_board(tx, owner, which)
    standing = await tx.all(_STANDING, board=which, viewer=owner)
    if all(one.note != note for one in standing):
        raise Refusal("board.note_elsewhere")
    steps = moved(standing, note, way, await tx.one(_TOP, board=which) or 0)
    for step in steps:
        await tx.run(_PUT, which=which, whom=step.note, there=step.place)
    return bool(steps)
