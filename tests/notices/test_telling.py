"""Who hears of what, and who does not."""

from datetime import timedelta

import pytest
from msgspec import Struct
from msgspec.structs import replace

from serai.accounts import Person
from serai.boards import BoardDraft, collect, let_go, make
from serai.comments import restore as restore_comment
from serai.comments import withdraw as withdraw_comment
from serai.comments import write
from serai.events import CommentWritten, NoteLiked, PersonFollowed
from serai.graph import unblock
from serai.kernel import HandClock, PersonId
from serai.notes import (
    Note,
    NoteLimits,
    block_person,
    draft_of,
    edit,
    follow_author,
    like,
    restore,
    unfollow_author,
    unlike,
    withdraw,
)
from serai.notices import (
    erase,
    export,
    on_followed,
    on_heart,
    on_talk,
    sweep_notices,
    switch,
)
from serai.notices.on_talk import whom
from serai.store import Database
from tests.notices.hearing import again, hear, looks, new, told
from tests.world import a_note, somebody


class World(Struct):
    ana: Person
    bo: Person
    cai: Person
    note: Note


@pytest.fixture
async def world(database: Database) -> World:
    async with database.write() as tx:
        ana, bo, cai = [await somebody(tx, handle) for handle in ("ana", "bo", "cai")]
        return World(ana, bo, cai, await a_note(tx, ana))


async def kinds(database: Database, person: Person) -> list[tuple[str, int]]:
    return [(one.kind, one.people) for one in await told(database, person.id)]


async def test_hearts_of_one_note_are_gathered(database: Database, world: World) -> None:
    assert await kinds(database, world.ana) == []
    for person in (world.bo, world.cai):
        async with database.write() as tx:
            await like(tx, person.id, world.note.id)
    await hear(database)
    [one] = await told(database, world.ana.id)
    assert (one.kind, one.note, one.people, one.unread) == ("like", world.note.id, 2, True)
    assert set(one.actors) == {world.bo.id, world.cai.id}
    assert await new(database, world.ana.id) == 1
    assert await kinds(database, world.bo) == []


async def test_a_reaction_called_twice_tells_once(database: Database, world: World) -> None:
    async with database.write() as tx:
        await like(tx, world.bo.id, world.note.id)
        await follow_author(tx, world.bo.id, world.ana.id)
        said = await write(tx, world.bo, world.note.id, "Hello")
    await hear(database)
    before = await told(database, world.ana.id)
    assert sorted(one.kind for one in before) == ["comment", "follow", "like"]
    bo, note = world.bo.id, world.note.id
    await again(database, on_heart, NoteLiked(note=note, person=bo))
    await again(database, on_followed, PersonFollowed(follower=bo, followee=world.ana.id))
    await again(database, on_talk, CommentWritten(comment=said.id, note=note, author=bo))
    assert await told(database, world.ana.id) == before


async def test_nobody_hears_of_themselves(database: Database, world: World) -> None:
    async with database.write() as tx:
        await like(tx, world.ana.id, world.note.id)
        said = await write(tx, world.ana, world.note.id, "Me again, @ana")
        await write(tx, world.ana, world.note.id, "And once more", said.id)
    await hear(database)
    assert await kinds(database, world.ana) == []


async def test_what_is_undone_is_gone_and_comes_back_quietly(
    database: Database, world: World, clock: HandClock
) -> None:
    async with database.write() as tx:
        await like(tx, world.bo.id, world.note.id)
        await follow_author(tx, world.bo.id, world.ana.id)
    await hear(database)
    assert len(await told(database, world.ana.id)) == 2
    await looks(database, world.ana.id)
    async with database.write() as tx:
        await unlike(tx, world.bo.id, world.note.id)
        await unfollow_author(tx, world.bo.id, world.ana.id)
    await hear(database)
    assert await told(database, world.ana.id) == []
    clock.advance(timedelta(hours=1))
    async with database.write() as tx:
        await like(tx, world.bo.id, world.note.id)
    await hear(database)
    [one] = await told(database, world.ana.id)
    assert not one.unread
    assert one.at < clock.now()


async def test_late_events_tell_what_stands(database: Database, world: World) -> None:
    """A worker that tries again may hear of a heart after it was taken back."""
    async with database.write() as tx:
        await like(tx, world.bo.id, world.note.id)
        await unlike(tx, world.bo.id, world.note.id)
    await hear(database)
    await again(database, on_heart, NoteLiked(note=world.note.id, person=world.bo.id))
    assert await told(database, world.ana.id) == []


async def test_a_comment_concerns_each_for_the_nearest_reason(
    database: Database, world: World
) -> None:
    async with database.write() as tx:
        first = await write(tx, world.bo, world.note.id, "Where is this?")
        await write(tx, world.cai, world.note.id, "Not far, @ana and @bo know", first.id)
    await hear(database)
    [under] = await told(database, world.ana.id)
    assert (under.kind, under.people, len(under.things)) == ("comment", 2, 2)
    [answer] = await told(database, world.bo.id)
    assert (answer.kind, answer.actors) == ("answer", (world.cai.id,))


def test_an_answer_is_nearer_than_a_note_and_a_note_than_a_name() -> None:
    ana, bo, cai = PersonId(1), PersonId(2), PersonId(3)
    assert whom(ana, None, [ana, bo]) == {ana: "comment", bo: "mention"}
    assert whom(ana, ana, [bo]) == {ana: "answer", bo: "mention"}
    assert whom(ana, bo, [bo, cai]) == {ana: "comment", bo: "answer", cai: "mention"}


async def test_a_withdrawn_comment_is_not_told(database: Database, world: World) -> None:
    async with database.write() as tx:
        said = await write(tx, world.bo, world.note.id, "Hello @cai")
    await hear(database)
    assert await kinds(database, world.ana) == [("comment", 1)]
    assert await kinds(database, world.cai) == [("mention", 1)]
    async with database.write() as tx:
        await withdraw_comment(tx, world.bo.id, said.id)
    await hear(database)
    assert await kinds(database, world.ana) == await kinds(database, world.cai) == []
    async with database.write() as tx:
        await restore_comment(tx, world.bo.id, said.id)
    await hear(database)
    assert await kinds(database, world.ana) == [("comment", 1)]


async def test_whom_a_note_names_hears_of_it_if_they_may_see_it(
    database: Database, world: World
) -> None:
    async with database.write() as tx:
        await a_note(tx, world.ana, "With @bo", audience="followers")
        named = await a_note(tx, world.ana, "With @cai")
    await hear(database)
    assert await kinds(database, world.bo) == []
    assert await kinds(database, world.cai) == [("mention", 1)]
    async with database.write() as tx:
        draft = replace(draft_of(named), title="With @bo")
        await edit(tx, world.ana, named.id, draft, NoteLimits())
    await hear(database)
    assert await kinds(database, world.bo) == [("mention", 1)]
    assert await kinds(database, world.cai) == []


async def test_what_was_told_of_a_note_is_hushed_while_it_is_withdrawn(
    database: Database, world: World
) -> None:
    async with database.write() as tx:
        await like(tx, world.bo.id, world.note.id)
    await hear(database)
    async with database.write() as tx:
        await withdraw(tx, world.ana.id, world.note.id)
    await hear(database)
    assert await kinds(database, world.ana) == []
    assert await new(database, world.ana.id) == 0
    async with database.write() as tx:
        await restore(tx, world.ana.id, world.note.id)
    await hear(database)
    assert await kinds(database, world.ana) == [("like", 1)]
    assert await new(database, world.ana.id) == 1


@pytest.mark.parametrize("turned", [False, True])
async def test_blocked_people_make_no_notice_either_way(
    database: Database, world: World, *, turned: bool
) -> None:
    async with database.write() as tx:
        await like(tx, world.bo.id, world.note.id)
    await hear(database)
    assert await kinds(database, world.ana) == [("like", 1)]
    closer, other = (world.bo, world.ana) if turned else (world.ana, world.bo)
    async with database.write() as tx:
        await block_person(tx, closer.id, other.id)
    assert await kinds(database, world.ana) == []  # before the worker has heard of it
    await hear(database)
    await again(database, on_heart, NoteLiked(note=world.note.id, person=world.bo.id))
    assert await kinds(database, world.ana) == []
    async with database.write() as tx:
        await unblock(tx, closer.id, other.id)
    assert await kinds(database, world.ana) == []


async def test_a_kind_that_is_switched_off_is_not_told(database: Database, world: World) -> None:
    async with database.write() as tx:
        await switch(tx, world.ana.id, "like", on=False)
        await like(tx, world.bo.id, world.note.id)
        await follow_author(tx, world.bo.id, world.ana.id)
    await hear(database)
    assert await kinds(database, world.ana) == [("follow", 1)]
    async with database.write() as tx:
        await switch(tx, world.ana.id, "like", on=True)
        await like(tx, world.cai.id, world.note.id)
    await hear(database)
    assert dict(await kinds(database, world.ana)) == {"follow": 1, "like": 1}


@pytest.mark.parametrize("private", [False, True])
async def test_who_keeps_a_note_is_told_unless_where_is_a_secret(
    database: Database, world: World, *, private: bool
) -> None:
    bo, note = world.bo.id, world.note.id
    async with database.write() as tx:
        board = await make(tx, bo, BoardDraft("kept", "", private))
        await collect(tx, bo, note, board.id)
    await hear(database)
    assert await kinds(database, world.ana) == ([] if private else [("collect", 1)])
    async with database.write() as tx:
        await let_go(tx, bo, note)
    await hear(database)
    assert await kinds(database, world.ana) == []


async def test_old_notices_are_swept(database: Database, world: World, clock: HandClock) -> None:
    async with database.write() as tx:
        await like(tx, world.bo.id, world.note.id)
    await hear(database)
    clock.advance(timedelta(days=89))
    async with database.write() as tx:
        await follow_author(tx, world.bo.id, world.ana.id)
        assert await sweep_notices(tx) == 0
    await hear(database)
    clock.advance(timedelta(days=2))
    async with database.write() as tx:
        assert await sweep_notices(tx) == 1
    assert await kinds(database, world.ana) == [("follow", 1)]


async def test_what_is_kept_is_handed_out_and_erased(database: Database, world: World) -> None:
    async with database.write() as tx:
        await like(tx, world.bo.id, world.note.id)
        await follow_author(tx, world.ana.id, world.bo.id)
        await switch(tx, world.ana.id, "trial", on=False)
    await hear(database)
    async with database.read() as tx:
        kept = await export(tx, world.ana.id)
    assert [(one.kind, one.actor) for one in kept.told] == [("like", world.bo.id)]
    assert (kept.looked_at, kept.off) == (None, ("trial",))
    async with database.write() as tx:
        await erase(tx, world.ana.id)
        kept = await export(tx, world.ana.id)
    assert (kept.told, kept.looked_at, kept.off) == ((), None, ())
    assert await kinds(database, world.bo) == []
