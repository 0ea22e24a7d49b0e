from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from serai.accounts import Person
from serai.comments import (
    NOBODY,
    Behind,
    Order,
    draw_circle,
    erase,
    export,
    like,
    liked_comments,
    pin,
    restore,
    see_comment,
    thread,
    unlike,
    unpin,
    withdraw,
    write,
)
from serai.graph import block, follow
from serai.kernel import CommentId, HandClock, NoteId, Refusal
from serai.store import Database, Read, Write
from tests.world import a_note, somebody


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def three(tx: Write) -> list[Person]:
    return [await somebody(tx, handle) for handle in ("ana", "bo", "cai")]


async def all_pages(tx: Read, note: NoteId, order: Order, limit: int) -> list[str]:
    """Every comment, read page by page as a reader would go on."""
    told: list[str] = []
    behind: Behind | None = None
    while found := await thread(tx, None, note, behind, limit + 1, order):
        shown = found[:limit]
        told += [one.comment.text for one in shown]
        last = shown[-1].comment
        behind = Behind(last.id, last.likes)
        if len(found) <= limit:
            break
    return told


async def test_a_comment_is_liked_once_however_often_it_is_said(tx: Write) -> None:
    ana, bo, cai = await three(tx)
    note = await a_note(tx, ana)
    said = await write(tx, bo, note.id, "first")
    answer = await write(tx, ana, note.id, "second", said.id)
    for _ in range(2):
        assert (await like(tx, ana.id, said.id)).likes == 1
    assert (await like(tx, cai.id, said.id)).likes == 2
    assert (await like(tx, cai.id, answer.id)).likes == 1
    both = [said.id, answer.id]
    assert await liked_comments(tx, ana.id, both) == {said.id}
    assert await liked_comments(tx, None, both) == set()
    for _ in range(2):
        assert (await unlike(tx, ana.id, said.id)).likes == 1
    assert await liked_comments(tx, ana.id, both) == set()


async def test_nobody_likes_what_they_may_not_see(tx: Write) -> None:
    ana, bo, cai = await three(tx)
    secret, note = await a_note(tx, ana, audience="me"), await a_note(tx, ana)
    hidden = await write(tx, ana, secret.id, "mine")
    said = await write(tx, bo, note.id, "open")
    await block(tx, bo.id, cai.id)
    for which in (hidden.id, said.id, CommentId(404)):
        for verb in (like, unlike):
            with pytest.raises(Refusal, match=r"comment\.not_found"):
                await verb(tx, cai.id, which)
    assert (await see_comment(tx, ana.id, said.id)).likes == 0


async def test_the_most_liked_stand_first_on_every_page(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        people = await three(tx)
        ana, bo, _ = people
        note = await a_note(tx, ana)
        said = []
        for number, hearts in enumerate((0, 2, 1, 2, 0, 3)):
            clock.advance(timedelta(seconds=1))
            said.append(await write(tx, bo, note.id, f"{number}"))
            for person in people[:hearts]:
                await like(tx, person.id, said[-1].id)
    async with database.read() as read:
        for limit in (1, 2, 4, 50):
            assert await all_pages(read, note.id, "liked", limit) == list("531240")
            assert await all_pages(read, note.id, "newest", limit) == list("543210")
    async with database.write() as tx:
        await pin(tx, ana.id, said[2].id)
    async with database.read() as read:
        for limit in (1, 2, 4, 50):
            assert await all_pages(read, note.id, "liked", limit) == list("253140")
            assert await all_pages(read, note.id, "newest", limit) == list("254310")


async def test_one_comment_is_pinned_until_another_is_or_it_is_withdrawn(tx: Write) -> None:
    ana, bo, _ = await three(tx)
    note = await a_note(tx, ana)
    first, second = [await write(tx, bo, note.id, text) for text in ("one", "two")]
    await write(tx, bo, note.id, "three")
    answer = await write(tx, bo, note.id, "answer", first.id)

    async def order() -> list[tuple[str, bool]]:
        found = await thread(tx, bo.id, note.id, None, 9)
        return [(one.comment.text, one.pinned) for one in found]

    with pytest.raises(Refusal, match=r"note\.not_found"):
        await pin(tx, bo.id, first.id)
    with pytest.raises(Refusal, match=r"comment\.only_first"):
        await pin(tx, ana.id, answer.id)
    for _ in range(2):
        await pin(tx, ana.id, first.id)
    assert await order() == [("one", True), ("three", False), ("two", False)]
    await pin(tx, ana.id, second.id)
    assert await order() == [("two", True), ("three", False), ("one", False)]
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await unpin(tx, bo.id, second.id)
    await withdraw(tx, bo.id, second.id)
    await restore(tx, bo.id, second.id)
    assert await order() == [("three", False), ("two", False), ("one", False)]
    await pin(tx, ana.id, first.id)
    await unpin(tx, ana.id, first.id)
    assert [pinned for _, pinned in await order()] == [False] * 3


async def test_a_pinned_comment_is_not_read_by_whom_its_author_blocked(tx: Write) -> None:
    ana, bo, cai = await three(tx)
    note = await a_note(tx, ana)
    said = await write(tx, bo, note.id, "from bo")
    await pin(tx, ana.id, said.id)
    assert len(await thread(tx, cai.id, note.id, None, 9)) == 1
    await block(tx, bo.id, cai.id)
    assert await thread(tx, cai.id, note.id, None, 9) == []


async def test_the_author_says_who_may_join_the_talk(tx: Write) -> None:
    ana, bo, cai = await three(tx)
    note = await a_note(tx, ana)
    await follow(tx, ana.id, bo.id)
    await follow(tx, cai.id, ana.id)
    said = await write(tx, cai, note.id, "while it was open")
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await draw_circle(tx, bo.id, note.id, "nobody")
    await draw_circle(tx, ana.id, note.id, "follows")
    await write(tx, bo, note.id, "followed")
    with pytest.raises(Refusal, match=r"comment\.only_followed"):
        await write(tx, cai, note.id, "not followed", said.id)
    await draw_circle(tx, ana.id, note.id, "nobody")
    for person in (bo, cai):
        with pytest.raises(Refusal, match=r"comment\.closed"):
            await write(tx, person, note.id, "closed")
    await write(tx, ana, note.id, "my own note")
    await like(tx, cai.id, said.id)
    await draw_circle(tx, ana.id, note.id, "everyone")
    await write(tx, cai, note.id, "open again")
    assert len(await thread(tx, None, note.id, None, 9)) == 4


async def test_what_one_said_and_liked_is_handed_out_and_forgotten(tx: Write) -> None:
    ana, bo, cai = await three(tx)
    note = await a_note(tx, ana)
    theirs = await write(tx, ana, note.id, "ana's")
    said = await write(tx, bo, note.id, "bo's")
    await write(tx, cai, note.id, "cai to bo", said.id)
    for person in (bo, cai):
        await like(tx, person.id, theirs.id)
    await like(tx, ana.id, said.id)
    await pin(tx, ana.id, said.id)
    kept = await export(tx, bo.id)
    assert [one.text for one in kept.comments] == ["bo's"]
    assert [one.comment for one in kept.likes] == [theirs.id]
    await erase(tx, bo.id)
    kept = await export(tx, bo.id)
    assert (kept.comments, kept.likes) == ((), ())
    found = await thread(tx, cai.id, note.id, None, 9)
    # What was answered to bo stands, under a comment without name and words.
    assert [(one.comment.text, one.comment.author) for one in found] == [
        ("", NOBODY),
        ("ana's", ana.id),
    ]
    assert [one.text for one in found[0].answers] == ["cai to bo"]
    assert [one.comment.likes for one in found] == [0, 1]
    assert len((await export(tx, cai.id)).comments) == 1
    with pytest.raises(Refusal, match=r"comment\.not_found"):
        await restore(tx, bo.id, said.id)
