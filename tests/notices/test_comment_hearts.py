"""Who hears of hearts on comments, and until when."""

from serai.comments import like, unlike, withdraw, write
from serai.notices import hear as heard_by
from serai.notices import switch
from serai.store import Database
from tests.notices.hearing import hear, new, told
from tests.world import a_note, somebody


async def test_whoever_said_it_hears_of_hearts_while_they_stand(database: Database) -> None:
    async with database.write() as tx:
        ana, bo, cai = [await somebody(tx, handle) for handle in ("ana", "bo", "cai")]
        note = await a_note(tx, ana)
        said = await write(tx, bo, note.id, "well said")
        for person in (ana, bo, cai):
            await like(tx, person.id, said.id)
    await hear(database)
    [one] = await told(database, bo.id, "hearts")
    assert (one.kind, one.note, one.people) == ("comment_like", note.id, 2)
    assert set(one.actors) == {ana.id, cai.id}
    async with database.write() as tx:
        await unlike(tx, ana.id, said.id)
    await hear(database)
    [one] = await told(database, bo.id, "hearts")
    assert one.actors == (cai.id,)
    async with database.read() as read:
        [shown] = await heard_by(read, bo.id, "hearts", None, 9)
        assert shown.words
        assert shown.words.text == "well said"
    async with database.write() as tx:
        await withdraw(tx, bo.id, said.id)
    await hear(database)
    async with database.read() as read:
        assert await heard_by(read, bo.id, "hearts", None, 9) == []


async def test_nobody_hears_of_hearts_they_switched_off(database: Database) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        said = await write(tx, bo, (await a_note(tx, ana)).id, "hm")
        await switch(tx, bo.id, "comment_like", on=False)
        await like(tx, ana.id, said.id)
    await hear(database)
    assert await new(database, bo.id) == 0
