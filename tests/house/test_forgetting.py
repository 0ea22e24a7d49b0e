"""Who left is forgotten everywhere: read from the schema, so that a new table must be covered."""

import importlib
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import select, text

from serai import accounts, clips, graph, recommend
from serai.accounts import Newcomer, Person, leave
from serai.boards import BoardDraft, collect, make
from serai.boards import choose_cover as put_cover
from serai.clips import ClipLimits
from serai.clips.captions import Cue, keep_heard
from serai.comments import draw_circle, pin, write
from serai.comments import like as like_comment
from serai.entry import House
from serai.entry.once import Answered, remember
from serai.jobs import Worker
from serai.kernel import HandClock, NoteId, PersonId
from serai.media import SETTLED, PictureLimits, pictures, prepare, receive
from serai.moderation import report
from serai.notes import (
    Draft,
    Note,
    NoteLimits,
    block_person,
    follow_author,
    hide,
    like,
    publish,
)
from serai.notes.drafts import make_draft
from serai.notices import look, switch
from serai.plan import ERASES
from serai.recommend import OwnPost, Wishes, keep_own_posts
from serai.search import keep_history, remember_search
from serai.store import IdColumn, Read, Write, metadata, statement
from tests.media.made import plain, saved
from tests.world import a_note, a_plan, somebody

WORD: Final = "quokkaquokka"
ORIGIN: Final = "tiktok:7003"

OTHERS_WORDS: Final = f"@{WORD}, look"
"""What others wrote of somebody is theirs and stays; it leads nowhere from then on."""

EXEMPT: Final = {
    "event": "what happened is swept after a week; nobody has anything to say for longer",
    "job": "what is done is swept after a week, before anybody who left is forgotten",
}
"""Tables in which a name may stand although no verb of erasure looks there, and why."""

TOMBSTONE: Final = "erased"
"""A row of the log that says to every engine that wakes later: forget this number."""

HOUSE: Final = Path(__file__).parents[2] / "serai"


class Quokka(Struct, frozen=True):
    """Who will leave, and what is known of them: numbers that are found in no other row."""

    person: Person
    notes: tuple[NoteId, ...]
    addresses: tuple[str, ...]


def tables() -> dict[str, Any]:
    for found in sorted(HOUSE.glob("*/_tables.py")):
        importlib.import_module(f"serai.{found.parent.name}._tables")
    return dict(metadata.tables)


def names_people(table: Any) -> bool:
    return any(
        isinstance(column.type, IdColumn) and column.type.kind is PersonId
        for column in table.columns
    )


async def named_in(tx: Read, marks: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table that hold one of `marks`, in whichever column."""
    held: dict[str, list[tuple[Any, ...]]] = {}
    for name, table in tables().items():
        for row in await tx.all(statement(select(table), lambda *row: row)):
            said = " ".join(
                one.decode("latin-1") if isinstance(one, bytes) else str(one) for one in row
            )
            if any(mark in said for mark in marks) and OTHERS_WORDS not in row:
                held.setdefault(name, []).append(row)
    for words in ("note_words", "person_words"):
        rowid = statement(select(text("rowid")).select_from(text(words)), int)
        if found := [(one,) for one in await tx.all(rowid) if str(one) in marks]:
            held[words] = found
    return held


async def a_quokka(house: House, bo: Person, theirs: Note) -> Quokka:
    made = await prepare(
        house.darkroom, house.blobs, saved(plain(1200, 900), "JPEG"), PictureLimits()
    )
    async with house.database.write() as tx:
        joined = Newcomer(WORD, WORD, ("en",), None, "hash")
        who = await accounts.join(tx, joined)
        await accounts.open_session(tx, who.id, "a browser")
        await accounts.make_recovery_codes(tx, who.id)
        await accounts.keep_passkey(tx, who.id, accounts.NewKey(b"c", b"k", 0), "a phone")
        await accounts.make_link(tx, who.id)
        picture = await receive(tx, who.id, made, WORD)
        addresses = tuple(
            one.address for one in (await pictures(tx, [picture.id]))[picture.id].variants
        )
        await keep_own_posts(tx, who.id, [OwnPost(ORIGIN, 3_000, WORD)])
        draft = Draft(title=WORD, text=f"@bo #{WORD}", pictures=(picture.id,), origin=ORIGIN)
        note = await publish(tx, who, draft, NoteLimits())
        other = await a_note(tx, who, WORD)
        await accounts.edit_profile(tx, who, accounts.ProfileDraft(WORD, WORD, ("en",), picture.id))
        await _do_everything(tx, who, bo, theirs)
        await _be_met(tx, who, bo, note)
        await leave_traces(tx, who)
    return Quokka(who, (note.id, other.id), addresses)


async def _do_everything(tx: Write, who: Person, bo: Person, theirs: Note) -> None:
    """What somebody does to others."""
    await follow_author(tx, who.id, bo.id)
    await like(tx, who.id, theirs.id)
    await hide(tx, who.id, theirs.id)
    await make_draft(tx, who.id, Draft(text=WORD), (), "page")
    clip = await clips.start(tx, who.id, WORD, 1_000, ClipLimits())
    await keep_heard(tx, clip.id, "en", (Cue(0, 1, WORD),))
    said = await write(tx, who, theirs.id, WORD)
    await write(tx, bo, theirs.id, "an answer", said.id)
    await like_comment(tx, who.id, (await write(tx, bo, theirs.id, "more")).id)
    await pin(tx, bo.id, said.id)
    board = await make(tx, who.id, BoardDraft(WORD))
    await collect(tx, who.id, theirs.id, board.id)
    await report(tx, who.id, "note", theirs.id, "spam", WORD)
    await recommend.add_interest(tx, who.id, "tea")
    await recommend.avoid_author(tx, who.id, (await somebody(tx, "dull")).id)
    await recommend.wish(tx, who.id, Wishes(words=(WORD,)))
    await recommend.hush(tx, who.id, "word", WORD)
    shy = await somebody(tx, "shy")
    await accounts.set_privacy(tx, shy.id, accounts.Privacy(private=True))
    await follow_author(tx, who.id, shy.id)
    await graph.mute(tx, who.id, (await somebody(tx, "loud")).id)
    await block_person(tx, who.id, (await somebody(tx, "rude")).id)
    fan = await somebody(tx, "fan")
    await follow_author(tx, fan.id, who.id)
    await graph.remove_follower(tx, who.id, fan.id)


async def _be_met(tx: Write, who: Person, bo: Person, note: Note) -> None:
    """What others do to somebody."""
    await follow_author(tx, bo.id, who.id)
    await like(tx, bo.id, note.id)
    said = await write(tx, bo, note.id, f"hello @{WORD}")
    await like_comment(tx, bo.id, said.id)
    await pin(tx, who.id, said.id)
    await draw_circle(tx, who.id, note.id, "follows")
    board = await make(tx, bo.id, BoardDraft("Good things"))
    await collect(tx, bo.id, note.id, board.id)
    await put_cover(tx, bo.id, board.id, note.id)
    await hide(tx, bo.id, note.id)
    await report(tx, bo.id, "person", who.id, "spam")
    await recommend.avoid_author(tx, bo.id, who.id)
    await a_note(tx, bo, "naming", OTHERS_WORDS)


async def leave_traces(tx: Write, who: Person) -> None:
    await look(tx, who.id)
    await switch(tx, who.id, "like", on=False)
    await remember_search(tx, who.id, WORD)
    await keep_history(tx, who.id, on=False)
    await remember(tx, who.id, "key", Answered("digest", 200, WORD))


async def a_world(house: House) -> tuple[Quokka, Worker]:
    plan = a_plan(house.blobs)
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
        theirs = await a_note(tx, bo)
    quokka = await a_quokka(house, bo, theirs)
    worker = Worker(house.database, plan)
    await worker.drain()
    return quokka, worker


async def test_who_left_is_named_nowhere(house: House, clock: HandClock) -> None:
    quokka, worker = await a_world(house)
    marks = [str(int(quokka.person.id)), WORD, *(str(int(one)) for one in quokka.notes)]
    async with house.database.read() as tx:
        before = await named_in(tx, marks)
    unplanted = {name for name, table in tables().items() if names_people(table)} - before.keys()
    assert unplanted == set(), "plant a row about the quokka in these, and have its room erase it"
    async with house.database.write() as tx:
        await leave(tx, quokka.person.id)
    await worker.drain()
    clock.advance(timedelta(days=29))
    await worker.sweep()
    async with house.database.read() as tx:
        assert "note" in await named_in(tx, marks)
    clock.advance(timedelta(days=2))
    await worker.sweep()
    await worker.drain()
    clock.advance(SETTLED)
    await worker.drain()
    async with house.database.read() as tx:
        after = await named_in(tx, marks)
    after["signal"] = [row for row in after.get("signal", []) if not _is_tombstone(row)]
    left = {name: rows for name, rows in after.items() if rows and name not in EXEMPT}
    assert left == {}
    assert quokka.addresses
    assert [one for one in quokka.addresses if await house.blobs.exists(one)] == []
    clock.advance(timedelta(days=8))
    await worker.sweep()
    async with house.database.read() as tx:
        assert not (await named_in(tx, marks)).keys() & EXEMPT.keys()


def _is_tombstone(row: tuple[Any, ...]) -> bool:
    """That a number is to be forgotten, or a note is retired; nobody's name leads to either."""
    return TOMBSTONE in row or "retired" in row


async def test_whoever_is_stopped_in_the_middle_is_found_again(
    house: House, clock: HandClock
) -> None:
    quokka, worker = await a_world(house)
    async with house.database.write() as tx:
        await leave(tx, quokka.person.id)
    await worker.drain()
    clock.advance(timedelta(days=31))
    for stopped in range(len(ERASES)):
        for erase in ERASES[:stopped]:
            async with house.database.write() as tx:
                await erase(tx, quokka.person.id)
    await worker.sweep()
    await worker.drain()
    marks = [str(int(quokka.person.id)), WORD]
    async with house.database.read() as tx:
        left = await named_in(tx, marks)
    assert set(left) - EXEMPT.keys() <= {"signal"}
    assert all(_is_tombstone(row) for row in left.get("signal", []))


async def test_what_others_did_stays(house: House, clock: HandClock) -> None:
    quokka, worker = await a_world(house)
    async with house.database.write() as tx:
        await leave(tx, quokka.person.id)
    clock.advance(timedelta(days=31))
    await worker.drain()
    await worker.sweep()
    await worker.drain()
    async with house.database.read() as tx:
        bo = await accounts.find(tx, "bo")
        assert bo is not None
        assert len(await recommend.interests_of(tx, bo.id)) == 0
        await house.engine.catch_up(tx)
        assert (await accounts.find(tx, WORD)) is None
    async with house.database.write() as tx:
        assert (await somebody(tx, WORD)).handle == WORD
