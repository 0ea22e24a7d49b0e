"""What stands in boards, as far as the viewer may see it: pages, sizes and the pictures on top."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, case, func, select

from serai.boards._tables import board, board_note
from serai.boards.board import Board
from serai.kernel import BoardId, NoteId, PersonId
from serai.notes import Note, hidden_by, may_see, met_by, notes
from serai.store import IdColumn, Read, among, statement

LAST: Final = 2**63 - 1

_VIEWER = bindparam("viewer", type_=IdColumn(PersonId))
_SHOWN = (board_note.c.left_at.is_(None), met_by(_VIEWER, board_note.c.note))
_PAGE = statement(
    select(board_note.c.note, board_note.c.place)
    .where(
        board_note.c.board == bindparam("board"), board_note.c.place < bindparam("before"), *_SHOWN
    )
    .order_by(board_note.c.place.desc(), board_note.c.note.desc())
    .limit(bindparam("limit")),
    lambda note, place: (note, int(place)),
)
_SIZES = statement(
    select(board_note.c.board, func.count())
    .where(among(board_note.c.board, "boards"), *_SHOWN)
    .group_by(board_note.c.board),
    lambda which, size: (which, int(size)),
)
_ranked = (
    select(
        board_note.c.board,
        board_note.c.note,
        func.row_number()
        .over(
            partition_by=board_note.c.board,
            order_by=(
                case((board.c.cover == board_note.c.note, 0), else_=1),
                board_note.c.place.desc(),
            ),
        )
        .label("nth"),
    )
    .join_from(board_note, board, board.c.id == board_note.c.board)
    .where(among(board_note.c.board, "boards"), *_SHOWN)
    .subquery()
)
_COVERS = statement(
    select(_ranked.c.board, _ranked.c.note)
    .where(_ranked.c.nth <= bindparam("most"))
    .order_by(_ranked.c.board, _ranked.c.nth),
    lambda which, note: (which, note),
)


class Shelf(Struct, frozen=True):
    """Notes of a board in its order; `more` is the place behind which others stand, if any do."""

    notes: tuple[Note, ...]
    more: int | None


async def notes_of(
    tx: Read, viewer: PersonId | None, which: Board, before: int | None, limit: int
) -> Shelf:
    """Notes of a board that `viewer` may see, from behind the place `before` on."""
    asked = await tx.all(
        _PAGE, board=which.id, viewer=viewer, before=before or LAST, limit=limit + 1
    )
    shown = asked[:limit]
    seen = await _gate(tx, viewer, [note for note, _ in shown])
    return Shelf(tuple(seen), shown[-1][1] if len(asked) > limit else None)


async def sizes(tx: Read, viewer: PersonId | None, boards: Sequence[Board]) -> dict[BoardId, int]:
    """How many notes of each board `viewer` may see."""
    found = dict(await tx.all(_SIZES, boards=_ids(boards), viewer=viewer)) if boards else {}
    return {one.id: found.get(one.id, 0) for one in boards}


async def covers(
    tx: Read, viewer: PersonId | None, boards: Sequence[Board], most: int
) -> dict[BoardId, list[Note]]:
    """The notes whose pictures stand for each board: the chosen cover, then those on top."""
    found = await tx.all(_COVERS, boards=_ids(boards), viewer=viewer, most=most) if boards else []
    seen = {note.id: note for note in await _gate(tx, viewer, [note for _, note in found])}
    picked: defaultdict[BoardId, list[Note]] = defaultdict(list)
    for which, note in found:
        if note in seen:
            picked[which].append(seen[note])
    return {one.id: picked[one.id] for one in boards}


def _ids(boards: Sequence[Board]) -> list[BoardId]:
    return [one.id for one in boards]


async def _gate(tx: Read, viewer: PersonId | None, ids: Sequence[NoteId]) -> list[Note]:
    """The last to speak, as for every list of notes."""
    seen = await may_see(tx, viewer, await notes(tx, ids))
    hidden = await hidden_by(tx, viewer, ids) if viewer is not None and seen else set()
    return [note for note in seen if note.id not in hidden]
