"""One rule, said twice: as a condition in SQL and as the gate. They must never disagree."""

import itertools
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import bindparam, select

from serai.accounts import Person, Privacy, leave, set_privacy
from serai.feed import Wanted, look_up
from serai.graph import block, follow
from serai.kernel import NoteId, PersonId, Refusal
from serai.notes import (
    AUDIENCES,
    Audience,
    Note,
    by_author,
    by_topic,
    count_by_author,
    may_see,
    notes,
    see,
    visible,
    withdraw,
)
from serai.notes._tables import note as note_table
from serai.store import Database, IdColumn, Write, statement
from tests.world import a_note, somebody

EYES = (
    "stranger",
    "author",
    "nobody",
    "follower",
    "followed",
    "mutual",
    "blocker",
    "blocked",
)
EXPECTED: dict[Audience, set[str]] = {
    "everyone": {"stranger", "author", "nobody", "follower", "followed", "mutual"},
    "followers": {"author", "follower", "mutual"},
    "mutuals": {"author", "mutual"},
    "me": {"author"},
}

VISIBLE = statement(
    select(note_table.c.id)
    .where(visible(bindparam("viewer", type_=IdColumn(PersonId))))
    .order_by(note_table.c.id),
    NoteId,
)


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


PRIVATE: dict[Audience, set[str]] = {
    "everyone": {"author", "follower", "mutual"},
    "followers": {"author", "follower", "mutual"},
    "mutuals": {"author", "mutual"},
    "me": {"author"},
}
GONE: dict[Audience, set[str]] = {audience: set() for audience in AUDIENCES}


async def crowd(tx: Write, author: Person) -> dict[str, PersonId | None]:
    eyes: dict[str, PersonId | None] = {"stranger": None, "author": author.id}
    for tie in EYES[2:]:
        eyes[tie] = (await somebody(tx, tie)).id
    follower, followed, mutual, blocker, blocked = (eyes[tie] for tie in EYES[3:])
    assert follower
    assert followed
    assert mutual
    assert blocker
    assert blocked
    await follow(tx, follower, author.id)
    await follow(tx, author.id, followed)
    await follow(tx, mutual, author.id)
    await follow(tx, author.id, mutual)
    await follow(tx, blocker, author.id)
    await follow(tx, author.id, blocker)
    await block(tx, blocker, author.id)
    await block(tx, author.id, blocked)
    return eyes


async def shut(tx: Write, author: Person, door: str) -> None:
    await set_privacy(tx, author.id, Privacy(private=door == "private"))
    if door == "left":
        await leave(tx, author.id)


@pytest.mark.parametrize("door", ["open", "private", "left"])
async def test_gate_lists_and_condition_agree_for_every_tie_and_audience(
    tx: Write, door: str
) -> None:
    author = await somebody(tx, "author")
    eyes = await crowd(tx, author)
    allowed = {"open": EXPECTED, "private": PRIVATE, "left": GONE}[door]
    made: dict[tuple[Audience, bool], Note] = {}
    for audience, withdrawn in itertools.product(AUDIENCES, (False, True)):
        note = await a_note(tx, author, f"planted {audience}", audience=audience, topics=("坝",))
        made[audience, withdrawn] = note
        if withdrawn:
            await withdraw(tx, author.id, note.id)
    await shut(tx, author, door)
    everything = await notes(tx, [note.id for note in made.values()])
    for tie, viewer in eyes.items():
        expected = {
            note.id
            for (audience, withdrawn), note in made.items()
            if not withdrawn and tie in allowed[audience]
        }
        assert set(await tx.all(VISIBLE, viewer=viewer)) == expected, tie
        assert {note.id for note in await may_see(tx, viewer, everything)} == expected, tie
        for listed in (
            await by_author(tx, viewer, author.id, None, 20),
            await by_topic(tx, viewer, "坝", None, 20),
            (await look_up(tx, viewer, Wanted("planted", "newest"), None, 20)).notes,
        ):
            assert [note.id for note in listed] == sorted(expected, reverse=True), tie
        assert await count_by_author(tx, viewer, author.id) == len(expected)
        for note in everything:
            if note.id in expected:
                assert await see(tx, viewer, note.id) == note
            else:
                with pytest.raises(Refusal, match=r"note\.not_found"):
                    await see(tx, viewer, note.id)


async def test_a_missing_note_and_a_forbidden_one_are_answered_alike(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    secret = await a_note(tx, ana, audience="me")
    said = set()
    for which in (secret.id, NoteId(404)):
        with pytest.raises(Refusal) as no:
            await see(tx, bo.id, which)
        said.add(str(no.value))
    assert said == {"note.not_found"}


async def test_pages_left_short_by_the_gate_are_filled_up(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    shown = [await a_note(tx, ana, f"tea {n}") for n in range(5)]
    for number in range(60):
        await a_note(tx, ana, f"tea, not for you {number}", audience="me")
    shown += [await a_note(tx, ana, f"tea {n}") for n in range(5, 7)]
    newest_first = [note.id for note in shown][::-1]
    first = await look_up(tx, bo.id, Wanted("tea", "newest"), None, 4)
    assert [note.id for note in first.notes] == newest_first[:4]
    rest = await look_up(tx, bo.id, Wanted("tea", "newest"), first.next, 4)
    assert [note.id for note in rest.notes] == newest_first[4:]


async def test_lists_go_on_behind_the_last_note(tx: Write) -> None:
    ana = await somebody(tx)
    made = [(await a_note(tx, ana, topics=("tea",))).id for _ in range(7)][::-1]

    async def of_author(before: NoteId | None) -> list[Note]:
        return await by_author(tx, None, ana.id, before, 3)

    async def of_topic(before: NoteId | None) -> list[Note]:
        return await by_topic(tx, None, "coffee", before, 3)

    for ask in (of_author, of_topic):
        met: list[NoteId] = []
        page = await ask(None)
        while page:
            met += [note.id for note in page]
            page = await ask(page[-1].id)
        assert met == made


async def test_a_topic_that_cannot_be_written_has_no_notes(tx: Write) -> None:
    for topic in ("\x00", "\ud800", ""):
        assert await by_topic(tx, None, topic, None, 3) == []
