"""Drafts: kept, changed in two places, brought back by an undo."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from serai.kernel import DraftId, HandClock, Refusal
from serai.media import pictures
from serai.notes import (
    Draft,
    NoteLimits,
    like,
    publish,
    restore,
    see,
    withdrawn_by,
)
from serai.notes.drafts import (
    MOST,
    can_be_undone,
    count_drafts,
    delete_draft,
    drafts_of,
    erase_drafts,
    export_drafts,
    is_drafted,
    make_draft,
    restore_draft,
    save_draft,
    see_draft,
    sweep_drafts,
    unpublish,
    used_up,
)
from serai.plan import is_shown
from serai.recommend import keep_own_posts, origin_of
from serai.recommend.own_posts import OwnPost
from serai.store import Database, Write
from tests.notes.working import worker
from tests.world import a_note, a_picture, somebody

LIMITS = NoteLimits()
MINUTE = 60_000_000
WORDS = Draft(kind="text", title="Later", cover_words="in the evening", cover_style="rose")


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def test_a_draft_keeps_everything_and_is_seen_by_its_owner_alone(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    shown = await a_picture(tx, ana.id)
    content = Draft(title=" half ", text="a sen", pictures=(shown,), topics=("tea",), place="Kyoto")
    kept = await make_draft(tx, ana.id, content, ["a cup"], "page")
    assert (kept.content, kept.alts, kept.version) == (content, ("a cup",), 1)
    assert await see_draft(tx, ana.id, kept.id) == kept
    assert await drafts_of(tx, ana.id) == [kept]
    assert await drafts_of(tx, bo.id) == []
    for who, which in ((bo.id, kept.id), (ana.id, DraftId(404))):
        with pytest.raises(Refusal, match=r"draft\.not_found"):
            await see_draft(tx, who, which)


async def test_a_page_goes_on_with_the_draft_it_made_also_where_no_answer_reached_it(
    tx: Write,
) -> None:
    ana = await somebody(tx)
    first = await make_draft(tx, ana.id, Draft(text="a"), hand="page")
    again = await make_draft(tx, ana.id, Draft(text="ab"), hand="page")
    assert (again.id, again.version, again.content.text) == (first.id, 2, "ab")
    more = await save_draft(tx, first, Draft(text="abc"), hand="page", version=1)
    assert (more.id, more.version) == (first.id, 3)
    assert await count_drafts(tx, ana.id) == 1


async def test_characters_that_no_store_bears_are_borne(tx: Write) -> None:
    ana = await somebody(tx)
    odd = Draft(title="a\x00b", text="\u202e", topics=("\x01",), place="\x00")
    kept = await make_draft(tx, ana.id, odd, hand="page\x00")
    assert (kept.content, kept.hand) == (odd, None)
    assert (await save_draft(tx, kept, odd, ["\x00"], "\x00", 1)).version == 2
    await used_up(tx, ana.id, kept.id, "\x00", 2)
    assert await drafts_of(tx, ana.id) == []


async def test_a_second_tab_with_an_old_version_changes_nothing(tx: Write) -> None:
    ana = await somebody(tx)
    first = await make_draft(tx, ana.id, Draft(text="from one"), hand="one")
    second = await save_draft(tx, first, Draft(text="from two"), hand="two", version=1)
    with pytest.raises(Refusal, match=r"draft\.changed_elsewhere"):
        await save_draft(tx, second, Draft(text="from one, more"), hand="one", version=1)
    own = await make_draft(tx, ana.id, Draft(text="from one, more"), hand="one")
    assert own.id != first.id
    said = {one.content.text for one in await drafts_of(tx, ana.id)}
    assert said == {"from two", "from one, more"}


async def test_what_is_no_draft_is_refused(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    theirs = await a_picture(tx, bo.id)
    for content, code in (
        (Draft(pictures=(theirs,)), "note.foreign_picture"),
        (Draft(text="x" * 50_000), "draft.too_large"),
        (replace(Draft(), kind="film"), "note.bad_kind"),
        (replace(Draft(), audience="aunts"), "note.bad_audience"),
    ):
        with pytest.raises(Refusal) as no:
            await make_draft(tx, ana.id, content)
        assert no.value.code == code
    for _ in range(MOST):
        await make_draft(tx, ana.id, Draft(text="one of many"))
    with pytest.raises(Refusal, match=r"draft\.too_many"):
        await make_draft(tx, ana.id, Draft(text="one too many"))


async def test_a_deleted_draft_comes_back(tx: Write) -> None:
    ana = await somebody(tx)
    kept = await make_draft(tx, ana.id, Draft(text="wait"), hand="page")
    await delete_draft(tx, ana.id, kept.id)
    assert await drafts_of(tx, ana.id) == []
    with pytest.raises(Refusal, match=r"draft\.not_found"):
        await delete_draft(tx, ana.id, kept.id)
    back = await restore_draft(tx, ana.id, kept.id)
    assert back.content == kept.content
    with pytest.raises(Refusal, match=r"draft\.not_found"):
        await restore_draft(tx, ana.id, kept.id)


async def test_pictures_of_a_draft_are_kept_as_long_as_it_is(
    database: Database, clock: HandClock
) -> None:
    work = worker(database)
    async with database.write() as tx:
        ana = await somebody(tx)
        held, left = await a_picture(tx, ana.id), await a_picture(tx, ana.id)
        kept = await make_draft(tx, ana.id, Draft(pictures=(held, left)), hand="page")
        kept = await save_draft(tx, kept, Draft(pictures=(held,)), hand="page")
    clock.advance(timedelta(days=8))
    await work.drain()
    async with database.write() as tx:
        assert set(await pictures(tx, [held, left])) == {held}
        assert await is_shown(tx, (await pictures(tx, [held]))[held])
        await delete_draft(tx, ana.id, kept.id)
    clock.advance(timedelta(days=6))
    async with database.write() as tx:
        assert await sweep_drafts(tx) == 0
        assert await is_drafted(tx, held)
    clock.advance(timedelta(days=2))
    async with database.write() as tx:
        assert await sweep_drafts(tx) == 1
    await work.drain()
    async with database.read() as look:
        assert await pictures(look, [held]) == {}


async def test_publishing_is_undone_and_done_again_with_the_same_pictures(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    await keep_own_posts(tx, ana.id, [OwnPost("tiktok:7", 1, "once")])
    shown = await a_picture(tx, ana.id, "a cup")
    content = Draft(
        title="Tea",
        text="#tea at home",
        audience="mutuals",
        pictures=(shown,),
        topics=("cups",),
        origin="tiktok:7",
        place="Kyoto",
    )
    note = await publish(tx, ana, content, LIMITS)
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await unpublish(tx, bo.id, note.id)
    kept = await unpublish(tx, ana.id, note.id)
    assert (kept.content, kept.alts) == (content, ("a cup",))
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await see(tx, ana.id, note.id)
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await restore(tx, ana.id, note.id)
    assert await withdrawn_by(tx, ana.id, None, 5) == []
    again = await publish(tx, ana, kept.content, LIMITS)
    assert again.pictures == (shown,)
    origin = await origin_of(tx, again.id)
    assert origin is not None
    assert origin.outside == "tiktok:7"


async def test_a_note_of_words_is_words_again(tx: Write) -> None:
    ana = await somebody(tx)
    cover = await a_picture(tx, ana.id)
    note = await publish(tx, ana, replace(WORDS, pictures=(cover,)), LIMITS)
    await like(tx, ana.id, note.id)
    assert (await unpublish(tx, ana.id, note.id)).content == WORDS


async def test_what_has_stood_for_a_while_is_not_undone(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        note = await a_note(tx, ana)
        assert can_be_undone(note, tx.now)
    clock.advance(timedelta(minutes=10))
    async with database.write() as tx:
        assert not can_be_undone(note, tx.now)
        with pytest.raises(Refusal, match=r"note\.published_long_ago"):
            await unpublish(tx, ana.id, note.id)
        assert (await see(tx, None, note.id)).id == note.id


async def test_a_page_that_published_is_done_with_its_draft_and_no_other(tx: Write) -> None:
    ana = await somebody(tx)
    mine = await make_draft(tx, ana.id, Draft(text="mine"), hand="page")
    opened = await make_draft(tx, ana.id, Draft(text="opened"))
    changed = await make_draft(tx, ana.id, Draft(text="changed"), hand="other")
    await save_draft(tx, changed, Draft(text="changed more"), hand="other")
    await used_up(tx, ana.id, opened.id, "", 1)
    await used_up(tx, ana.id, changed.id, "page", 1)
    await used_up(tx, ana.id, DraftId(404), "", 1)
    assert [one.id for one in await drafts_of(tx, ana.id)] == [changed.id]
    assert mine.id != changed.id


async def test_drafts_are_handed_out_and_erased(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    shown = await a_picture(tx, ana.id)
    gone = await make_draft(tx, ana.id, Draft(text="gone"))
    kept = await make_draft(tx, ana.id, Draft(pictures=(shown,)))
    theirs = await make_draft(tx, bo.id, Draft(text="theirs"))
    await delete_draft(tx, ana.id, gone.id)
    assert [one.id for one in await export_drafts(tx, ana.id)] == [gone.id, kept.id]
    await erase_drafts(tx, ana.id)
    assert await export_drafts(tx, ana.id) == ()
    assert not await is_drafted(tx, shown)
    assert await drafts_of(tx, bo.id) == [theirs]
