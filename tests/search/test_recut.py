"""What an older way of cutting left is cut anew by a work, bit by bit, and found meanwhile."""

from sqlalchemy import insert

from serai.jobs import Plan, Worker
from serai.notes import Note, cut_anew
from serai.search import (
    RECUT_WORK,
    cut_people_anew,
    find_notes,
    find_people,
    index_person,
    recut_chore,
    recut_work,
    sounds,
)
from serai.search._index import NOTES, PEOPLE
from serai.search._tables import to_recut
from serai.store import Database, change
from tests.world import a_note, somebody

_ASK = change(insert(to_recut))
PLAN = Plan(
    {},
    {RECUT_WORK: recut_work({"note": cut_anew, "person": cut_people_anew})},
    chores=(recut_chore(),),
)


async def test_old_notes_and_people_are_cut_anew(database: Database) -> None:
    made: list[Note] = []
    async with database.write() as tx:
        ana = await somebody(tx, "ana", name="林小满")
        await index_person(tx, ana.id, ana.handle, ana.name)
        for nth in range(60):
            made.append(await a_note(tx, ana, f"咖啡 {nth}"))  # noqa: PERF401 - each waits
        for note in made:
            await NOTES.keep(tx, note.id, ["咖啡", "咖", "啡"])
        await PEOPLE.keep(tx, ana.id, ["ana", "林小", "小满"])
        await tx.many(_ASK, [{"name": name, "below": 2**62} for name in ("note", "person")])
    async with database.read() as look:
        assert len(await find_notes(look, "咖啡", None, 99)) == 60
        assert await find_notes(look, sounds("kafei"), None, 99) == []
    worker = Worker(database, PLAN)
    await worker.sweep()
    await worker.sweep()  # asked for twice, done once
    await worker.drain()
    async with database.read() as look:
        assert len(await find_notes(look, sounds("kafei"), None, 99)) == 60
        assert await find_people(look, "xiaoman") == [ana.id]
    await worker.sweep()
    assert await worker.drain() == 0
