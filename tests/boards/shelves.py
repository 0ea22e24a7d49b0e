"""Small steps of the tests of boards."""

from sqlalchemy import or_, select

from serai.boards import Board, BoardDraft, make, notes_of
from serai.kernel import PersonId
from serai.recommend._tables import signal
from serai.store import Read, Write, statement

SIGNALS = statement(
    select(signal.c.kind, signal.c.person, signal.c.note, signal.c.page, signal.c.slot)
    .where(or_(signal.c.kind == "collect", signal.c.kind == "uncollect"))
    .order_by(signal.c.seq),
    lambda *columns: columns,
)


async def a_board(
    tx: Write, owner: PersonId, name: str = "Kitchen", *, private: bool = False
) -> Board:
    return await make(tx, owner, BoardDraft(name, private=private))


async def titles(tx: Read, viewer: PersonId | None, board: Board) -> list[str]:
    """What the viewer sees in the board, from the top."""
    return [note.title for note in (await notes_of(tx, viewer, board, None, 50)).notes]


async def signals(tx: Read) -> list[str]:
    return [kind for kind, *_ in await tx.all(SIGNALS)]
