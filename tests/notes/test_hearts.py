from collections.abc import AsyncIterator

import pytest
from sqlalchemy import or_, select

from serai.feed import Wanted, look_up
from serai.graph import Ties, follow, ties
from serai.kernel import NoteId, PersonId, Refusal, ReportId
from serai.moderation import open_reports
from serai.notes import (
    NoteLimits,
    Place,
    block_person,
    draft_of,
    edit,
    follow_author,
    hidden_by,
    hide,
    like,
    liked_by,
    people_found,
    report_note,
    restore,
    see,
    see_own,
    see_own_withdrawn,
    take_report_back,
    unfollow_author,
    unhide,
    unlike,
    withdraw,
    withdrawn_by,
)
from serai.recommend._tables import signal
from serai.search import index_person
from serai.store import Database, Write, statement
from tests.world import a_note, somebody

SIGNALS = statement(
    select(
        signal.c.kind,
        signal.c.person,
        signal.c.note,
        signal.c.outside,
        signal.c.page,
        signal.c.slot,
    )
    .where(signal.c.kind != "offered", signal.c.kind != "retired")
    .order_by(signal.c.seq),
    lambda *columns: columns,
)
HOUSE = statement(
    select(signal.c.kind)
    .where(or_(signal.c.kind == "offered", signal.c.kind == "retired"))
    .order_by(signal.c.seq),
    str,
)


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def events(tx: Write) -> list[str]:
    from serai.jobs._tables import event

    return await tx.all(statement(select(event.c.name).order_by(event.c.id), str))


async def test_liking_twice_likes_once_and_unliking_undoes_it(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana)
    assert (await like(tx, bo.id, note.id, Place("page", 3))).likes == 1
    assert (await like(tx, bo.id, note.id)).likes == 1
    assert (await like(tx, ana.id, note.id)).likes == 2
    assert await liked_by(tx, bo.id, [note.id, NoteId(4)]) == {note.id}
    assert (await unlike(tx, bo.id, note.id)).likes == 1
    assert (await unlike(tx, bo.id, note.id)).likes == 1
    assert await liked_by(tx, bo.id, [note.id]) == set()
    assert await tx.all(SIGNALS) == [
        ("like", bo.id, note.id, None, "page", 3),
        ("like", ana.id, note.id, None, None, None),
        ("unlike", bo.id, note.id, None, None, None),
    ]
    assert (await events(tx))[-3:] == ["NoteLiked", "NoteLiked", "NoteUnliked"]


async def test_a_page_no_feed_ever_named_is_left_out_of_the_signal(tx: Write) -> None:
    ana = await somebody(tx)
    note = await a_note(tx, ana)
    for page in ("\x00", "p" * 65):
        await like(tx, ana.id, note.id, Place(page, 1))
        await unlike(tx, ana.id, note.id)
    assert {(page, slot) for *_, page, slot in await tx.all(SIGNALS)} == {(None, None)}


async def test_nobody_likes_hides_or_reports_what_they_may_not_see(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana, audience="followers")
    for verb in (like, unlike, hide):
        with pytest.raises(Refusal, match=r"note\.not_found"):
            await verb(tx, bo.id, note.id)
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await report_note(tx, bo.id, note.id, "spam")
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await follow_author(tx, bo.id, ana.id, note.id)
    assert await tx.all(SIGNALS) == []


async def test_hiding_is_remembered_once_and_undone(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana)
    assert [await hide(tx, bo.id, note.id) for _ in range(2)] == [True, False]
    assert await hidden_by(tx, bo.id, [note.id]) == {note.id}
    assert await hidden_by(tx, ana.id, [note.id]) == set()
    assert [await unhide(tx, bo.id, note.id) for _ in range(2)] == [True, False]
    assert [kind for kind, *_ in await tx.all(SIGNALS)] == ["hide", "unhide"]


async def test_a_withdrawn_note_is_nobodys_until_its_author_restores_it(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana)
    await like(tx, bo.id, note.id)
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await withdraw(tx, bo.id, note.id)
    await withdraw(tx, ana.id, note.id)
    withdrawn = await see_own_withdrawn(tx, ana.id, note.id)
    assert withdrawn.withdrawn_at == tx.now
    assert await withdrawn_by(tx, ana.id, None, 5) == [withdrawn]
    assert (
        await withdrawn_by(tx, ana.id, note.id, 5) == await withdrawn_by(tx, bo.id, None, 5) == []
    )
    for person in (ana, bo):
        with pytest.raises(Refusal, match=r"note\.not_found"):
            await see(tx, person.id, note.id)
    for refused in (
        withdraw(tx, ana.id, note.id),
        restore(tx, bo.id, note.id),
        see_own(tx, ana.id, note.id),
        edit(tx, ana, note.id, draft_of(note), NoteLimits()),
    ):
        with pytest.raises(Refusal, match=r"note\.not_found"):
            await refused
    restored = await restore(tx, ana.id, note.id)
    assert restored == await see(tx, bo.id, note.id)
    assert (restored.likes, restored.withdrawn_at) == (1, None)
    assert await tx.all(HOUSE) == ["offered", "retired", "offered"]
    assert (await events(tx))[-2:] == ["NoteWithdrawn", "NoteRestored"]


async def test_a_withdrawn_note_is_not_found_by_its_words_until_restored(
    database: Database,
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        note = await a_note(tx, ana, "Monstera")

    async def ask() -> list[NoteId]:
        async with database.read() as read:
            found = await look_up(read, ana.id, Wanted("monst"), None, 5)
            return [one.id for one in found.notes]

    assert await ask() == [note.id]
    for verb, expected in ((withdraw, []), (restore, [note.id])):
        async with database.write() as tx:
            await verb(tx, ana.id, note.id)
        assert await ask() == expected


async def test_following_an_author_is_a_tie_and_a_signal_together(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note, own = await a_note(tx, ana), await a_note(tx, bo)
    assert await follow_author(tx, bo.id, ana.id, note.id)
    assert not await follow_author(tx, bo.id, ana.id, note.id)
    assert await unfollow_author(tx, bo.id, ana.id)
    assert not await unfollow_author(tx, bo.id, ana.id)
    assert await follow_author(tx, bo.id, ana.id, own.id)  # not a note of ana's: no part in it
    whom = str(int(ana.id))
    assert await tx.all(SIGNALS) == [
        ("follow", bo.id, note.id, whom, None, None),
        ("unfollow", bo.id, None, whom, None, None),
        ("follow", bo.id, None, whom, None, None),
    ]


async def test_a_block_tells_the_engine_which_follows_it_ended(tx: Write) -> None:
    ana, bo, cai = [await somebody(tx, handle) for handle in ("ana", "bo", "cai")]
    await follow(tx, ana.id, bo.id)
    await follow(tx, bo.id, ana.id)
    assert await block_person(tx, ana.id, bo.id)
    assert not await block_person(tx, ana.id, bo.id)
    assert await block_person(tx, ana.id, cai.id)
    assert await ties(tx, ana.id, bo.id) == Ties(blocks=True)
    assert [(kind, person) for kind, person, *_ in await tx.all(SIGNALS)] == [
        ("unfollow", ana.id),
        ("unfollow", bo.id),
    ]


async def test_a_report_is_filed_once_and_taken_back(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana)
    filed = await report_note(tx, bo.id, note.id, "spam", "again")
    assert await report_note(tx, bo.id, note.id, "spam") == filed
    assert [one.id for one in await open_reports(tx)] == [filed]
    for person, which in ((ana, filed), (bo, ReportId(404))):
        with pytest.raises(Refusal, match=r"report\.not_found"):
            await take_report_back(tx, person.id, which)
    await take_report_back(tx, bo.id, filed)
    assert await open_reports(tx) == []
    assert [kind for kind, *_ in await tx.all(SIGNALS)] == ["report", "unreport"]


async def test_people_blocked_either_way_do_not_find_each_other(tx: Write) -> None:
    ana, bo, cai = [await somebody(tx, f"{name}_li") for name in ("ana", "bo", "cai")]
    for person in (ana, bo, cai):
        await index_person(tx, person.id, person.handle, person.name)
    await block_person(tx, ana.id, cai.id)

    async def ask(viewer: PersonId | None, before: PersonId | None = None) -> list[PersonId]:
        return await people_found(tx, viewer, "li", before, 2)

    assert await ask(None) == [cai.id, bo.id]
    assert await ask(None, bo.id) == [ana.id]
    assert await ask(ana.id) == [bo.id, ana.id]
    assert await ask(cai.id) == [cai.id, bo.id]
    assert await ask(cai.id, bo.id) == []
