import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from serai.graph import block
from serai.kernel import PersonId, PictureId, Refusal
from serai.notes import Draft, NoteLimits, TopicTag, draft_of, edit, note_holding, publish, see
from serai.notes._tables import note_mention
from serai.search import find_notes
from serai.store import Database, Write, statement
from tests.world import a_note, a_picture, somebody

LIMITS = NoteLimits()
MENTIONED = statement(select(note_mention.c.person).order_by(note_mention.c.person), PersonId)


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def events(tx: Write) -> list[str]:
    from serai.jobs._tables import event

    return await tx.all(statement(select(event.c.name).order_by(event.c.id), str))


async def test_a_photo_note_keeps_its_pictures_in_order_and_reads_its_marks(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    pictures = tuple([await a_picture(tx, ana.id) for _ in range(3)][::-1])
    draft = Draft(
        title="  Two   days in a harbour ",
        text="With @bo and @nobody. #旅行 #SlowTravel\n\n\n\nBye \x00",
        pictures=pictures,
        topics=("night sky", "#旅行"),
    )
    note = await publish(tx, ana, draft, LIMITS)
    assert note.title == "Two days in a harbour"
    assert note.text == "With @bo and @nobody. #旅行 #SlowTravel\n\nBye"
    assert note.pictures == pictures
    assert note.topics == (
        TopicTag("night-sky", "night-sky"),
        TopicTag("travel", "旅行"),
        TopicTag("slowtravel", "SlowTravel"),
    )
    assert (note.language, note.likes, note.edited_at) == ("en", 0, None)
    assert note == await see(tx, None, note.id)
    assert await tx.all(MENTIONED) == [bo.id]
    assert "NotePublished" in await events(tx)


async def test_a_text_note_carries_the_words_of_its_cover(tx: Write) -> None:
    ana = await somebody(tx)
    draft = Draft(
        kind="text",
        cover_words="三件露营才懂的小事 #露营",
        cover_style="teal",
        pictures=(await a_picture(tx, ana.id),),
    )
    note = await publish(tx, ana, draft, LIMITS)
    assert (note.cover_words, note.cover_style) == ("三件露营才懂的小事 #露营", "teal")
    assert note.heading == "三件露营才懂的小事 #露营"
    assert note.language == "zh"
    assert [tag.shown for tag in note.topics] == ["露营"]
    assert await find_notes(tx, "露营") == [note.id]


async def test_a_picture_is_its_owners_and_of_one_note(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    picture = await a_picture(tx, ana.id)
    for author, pictures in ((bo, (picture,)), (ana, (PictureId(404),))):
        with pytest.raises(Refusal, match=r"note\.foreign_picture"):
            await publish(tx, author, Draft(pictures=pictures), LIMITS)
    note = await publish(tx, ana, Draft(pictures=(picture,)), LIMITS)
    with pytest.raises(Refusal, match=r"note\.picture_used"):
        await publish(tx, ana, Draft(pictures=(picture,)), LIMITS)
    held = await note_holding(tx, picture)
    assert held is not None
    assert held.id == note.id
    assert await note_holding(tx, PictureId(404)) is None


async def test_two_notes_of_one_picture_in_the_same_moment_are_one(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        picture = await a_picture(tx, ana.id)

    async def send() -> None:
        async with database.write() as tx:
            await publish(tx, ana, Draft(pictures=(picture,)), LIMITS)
            await asyncio.sleep(0.05)

    ended = await asyncio.gather(send(), send(), return_exceptions=True)
    assert sorted(str(end) for end in ended) == ["None", "note.picture_used"]


async def test_nobody_blocked_is_mentioned(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    await block(tx, bo.id, ana.id)
    await a_note(tx, ana, "Hello @bo, and hello myself @ana")
    assert await tx.all(MENTIONED) == []


async def test_an_edit_replaces_words_pictures_and_topics_and_says_when(tx: Write) -> None:
    ana = await somebody(tx)
    before = await a_note(tx, ana, "Monstera", "about #plants", topics=("家居",))
    picture = await a_picture(tx, ana.id)
    draft = Draft(title="龟背竹", text="#植物 #咖啡", pictures=(picture, *before.pictures))
    after = await edit(tx, ana, before.id, draft, LIMITS)
    assert after.pictures == draft.pictures
    assert [tag.topic for tag in after.topics] == ["plants", "coffee"]
    assert after.language == "zh"
    assert after.edited_at == tx.now
    assert after.published_at == before.published_at
    assert await find_notes(tx, "monstera") == []
    assert await find_notes(tx, "龟背竹") == [after.id]
    assert (await events(tx))[-1] == "NoteEdited"


async def test_a_picture_taken_out_may_be_used_again(tx: Write) -> None:
    ana = await somebody(tx)
    note = await a_note(tx, ana)
    await edit(tx, ana, note.id, Draft(pictures=(await a_picture(tx, ana.id),)), LIMITS)
    again = await publish(tx, ana, Draft(pictures=note.pictures), LIMITS)
    assert again.pictures == note.pictures


async def test_the_draft_of_a_note_makes_the_same_note_again(tx: Write) -> None:
    ana = await somebody(tx)
    note = await a_note(tx, ana, "Tea #茶", "and #night_sky", topics=("旅行", "slow"))
    assert draft_of(note).topics == ("旅行", "slow")
    again = await edit(tx, ana, note.id, draft_of(note), LIMITS)
    assert set(again.topics) == set(note.topics)
    assert draft_of(again) == draft_of(note)


async def test_only_the_author_edits(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana)
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await edit(tx, bo, note.id, draft_of(note), LIMITS)


async def test_topics_are_found_in_both_languages_of_the_house(tx: Write) -> None:
    note = await a_note(tx, await somebody(tx), "Morning", topics=("coffee",))
    assert await find_notes(tx, "咖啡") == [note.id]
