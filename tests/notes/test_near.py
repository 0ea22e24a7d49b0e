"""Where a note may be met as near: where its author let it, and nowhere else."""

from sqlalchemy import select

from serai.recommend import Candidate, Wishes, wish
from serai.recommend._tables import signal
from serai.store import Database, statement
from tests.world import a_note, somebody

OFFERED = statement(
    select(signal.c.candidate).where(signal.c.kind == "offered").order_by(signal.c.seq),
    lambda candidate: candidate,
)


async def test_a_note_is_near_where_its_author_let_it_be_met(database: Database) -> None:
    wishes = (
        Wishes(),
        Wishes(place="CN"),
        Wishes(place="CN", met_there=True),
        Wishes(met_there=True),
    )
    async with database.write() as tx:
        author = await somebody(tx)
        for asked in wishes:
            await wish(tx, author.id, asked)
            await a_note(tx, author)
    async with database.read() as tx:
        offered: list[Candidate] = await tx.all(OFFERED)
    assert [one.place for one in offered] == ["", "", "CN", ""]
