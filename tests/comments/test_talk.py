from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from serai.comments import (
    Behind,
    Comment,
    answers_to,
    counts,
    report_comment,
    restore,
    see_comment,
    thread,
    withdraw,
    write,
)
from serai.graph import block
from serai.kernel import CommentId, HandClock, NoteId, Refusal
from serai.moderation import open_reports
from serai.notes import NoteLimits
from serai.notes import withdraw as withdraw_note
from serai.store import Database, Write, statement
from tests.world import a_note, somebody


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def texts(tx: Write, viewer: object, note: NoteId) -> list[tuple[str, list[str]]]:
    found = await thread(tx, getattr(viewer, "id", None), note, None, 50)
    return [(one.comment.text, [answer.text for answer in one.answers]) for one in found]


async def test_comments_stand_newest_first_and_answers_in_turn(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana)
    first = await write(tx, bo, note.id, "Where is this?")
    await write(tx, bo, note.id, "好美")
    answer = await write(tx, ana, note.id, "Near the old bridge", first.id)
    deeper = await write(tx, bo, note.id, "Thank you!", answer.id)
    assert (deeper.root, deeper.answers) == (first.id, answer.id)
    assert await texts(tx, None, note.id) == [
        ("好美", []),
        ("Where is this?", ["Near the old bridge", "Thank you!"]),
    ]
    assert await counts(tx, [note.id, NoteId(1)]) == {note.id: 4, NoteId(1): 0}
    assert (first.language, (await see_comment(tx, None, first.id)).at) == ("en", tx.now)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), ("  \n\x00 ", "empty"), ("é" * 601, "too_long"), ("a" * 10**6, "too_long")],
)
async def test_a_comment_has_words_and_not_too_many(tx: Write, text: str, code: str) -> None:
    ana = await somebody(tx)
    note = await a_note(tx, ana)
    with pytest.raises(Refusal, match=rf"comment\.{code}"):
        await write(tx, ana, note.id, text)
    assert (await write(tx, ana, note.id, "é" * 600)).text == "é" * 600
    with pytest.raises(Refusal, match=r"limit=3"):
        await write(tx, ana, note.id, "four", None, NoteLimits(comment=3))


async def test_nobody_speaks_where_they_may_not_read(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    secret = await a_note(tx, ana, audience="me")
    for note in (secret.id, NoteId(404)):
        with pytest.raises(Refusal, match=r"note\.not_found"):
            await write(tx, bo, note, "hello")
        with pytest.raises(Refusal, match=r"note\.not_found"):
            await thread(tx, bo.id, note, None, 5)


async def test_an_answer_speaks_to_a_comment_of_the_same_note(tx: Write) -> None:
    ana = await somebody(tx)
    here, there = await a_note(tx, ana), await a_note(tx, ana)
    elsewhere = await write(tx, ana, there.id, "over there")
    for target in (elsewhere.id, CommentId(404)):
        with pytest.raises(Refusal, match=r"comment\.not_found"):
            await write(tx, ana, here.id, "hm?", target)


async def test_a_withdrawn_comment_takes_its_answers_along_and_comes_back_with_them(
    tx: Write,
) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana)
    said = await write(tx, bo, note.id, "first")
    answer = await write(tx, ana, note.id, "second", said.id)
    for person, verb in ((ana, withdraw), (bo, restore)):
        with pytest.raises(Refusal, match=r"comment\.not_found"):
            await verb(tx, person.id, said.id)
    assert (await withdraw(tx, bo.id, said.id)).withdrawn_at == tx.now
    assert await texts(tx, bo, note.id) == []
    assert await counts(tx, [note.id]) == {note.id: 0}
    for gone in (said, answer):
        with pytest.raises(Refusal, match=r"comment\.not_found"):
            await see_comment(tx, ana.id, gone.id)
        with pytest.raises(Refusal, match=r"comment\.not_found"):
            await write(tx, ana, note.id, "too late", gone.id)
    assert (await restore(tx, bo.id, said.id)).note == note.id
    assert await texts(tx, None, note.id) == [("first", ["second"])]


async def test_blocked_people_do_not_read_each_other(tx: Write) -> None:
    ana, bo, cai = [await somebody(tx, handle) for handle in ("ana", "bo", "cai")]
    note = await a_note(tx, cai)
    said = await write(tx, bo, note.id, "from bo")
    own = await write(tx, ana, note.id, "from ana")
    await write(tx, bo, note.id, "bo to ana", own.id)
    await block(tx, ana.id, bo.id)
    assert await texts(tx, ana, note.id) == [("from ana", [])]
    assert await texts(tx, bo, note.id) == [("from bo", [])]
    assert await texts(tx, cai, note.id) == [("from ana", ["bo to ana"]), ("from bo", [])]
    with pytest.raises(Refusal, match=r"comment\.not_found"):
        await write(tx, ana, note.id, "to bo", said.id)


async def test_long_talks_come_in_pages(database: Database, clock: HandClock) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        note = await a_note(tx, ana)
        root = await write(tx, ana, note.id, "root")
    for number in range(60):
        clock.advance(timedelta(seconds=1))
        async with database.write() as tx:
            await write(tx, ana, note.id, f"answer {number}", root.id)
            if number < 5:
                await write(tx, ana, note.id, f"comment {number}")
    async with database.read() as read:
        page = await thread(read, None, note.id, None, 3)
        assert [one.comment.text for one in page] == ["comment 4", "comment 3", "comment 2"]
        rest = await thread(read, None, note.id, Behind(page[-1].comment.id), 3)
        assert [one.comment.text for one in rest] == ["comment 1", "comment 0", "root"]
        assert (len(rest[-1].answers), rest[-1].left) == (50, 10)
        more = await answers_to(read, None, root.id, rest[-1].answers[-1].id, 20)
        assert [answer.text for answer in more] == [f"answer {n}" for n in range(50, 60)]


async def test_a_comment_can_be_reported_by_whoever_reads_it(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana, audience="me")
    said: Comment = await write(tx, ana, note.id, "mine")
    with pytest.raises(Refusal, match=r"comment\.not_found"):
        await report_comment(tx, bo.id, said.id, "spam")
    open_note = await a_note(tx, ana)
    said = await write(tx, ana, open_note.id, "buy this")
    await report_comment(tx, bo.id, said.id, "spam", "an advertisement")
    assert [(one.subject_kind, one.subject) for one in await open_reports(tx)] == [
        ("comment", said.id)
    ]


async def test_a_withdrawn_note_ends_its_talk(tx: Write) -> None:
    ana = await somebody(tx)
    note = await a_note(tx, ana)
    said = await write(tx, ana, note.id, "hello")
    await withdraw_note(tx, ana.id, note.id)
    with pytest.raises(Refusal, match=r"comment\.not_found"):
        await see_comment(tx, ana.id, said.id)


async def test_talk_is_told_to_the_house(tx: Write) -> None:
    from serai.jobs._tables import event
    from serai.recommend._tables import signal

    ana = await somebody(tx)
    note = await a_note(tx, ana)
    said = await write(tx, ana, note.id, "hello")
    await withdraw(tx, ana.id, said.id)
    await restore(tx, ana.id, said.id)
    told = await tx.all(statement(select(event.c.name).order_by(event.c.id), str))
    assert told[-3:] == ["CommentWritten", "CommentWithdrawn", "CommentWritten"]
    kinds = await tx.all(statement(select(signal.c.kind).order_by(signal.c.seq), str))
    assert kinds[-3:] == ["comment", "uncomment", "comment"]


async def test_feeds_unlearn_talk_with_the_last_comment_taken_back(tx: Write) -> None:
    from serai.recommend._tables import signal

    ana = await somebody(tx)
    note = await a_note(tx, ana)
    first, second = [await write(tx, ana, note.id, said) for said in ("one", "two")]
    kinds = statement(select(signal.c.kind).order_by(signal.c.seq), str)
    await withdraw(tx, ana.id, first.id)
    assert (await tx.all(kinds))[-2:] == ["comment", "comment"]
    await withdraw(tx, ana.id, second.id)
    assert (await tx.all(kinds))[-1] == "uncomment"
