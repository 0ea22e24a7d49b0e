"""Captions kept: what a machine heard, what their owner writes, and who may not."""

from datetime import timedelta

import pytest

from serai.clips import Clip, discard
from serai.clips.captions import (
    Captions,
    CaptionsDraft,
    Cue,
    captions_of,
    edit_captions,
    erase_captions,
    every_caption,
    export_captions,
    keep_heard,
    own_captions,
    put_captions_back,
    remove_captions,
    sweep_captions,
)
from serai.clips.captions.edit import MOST_LANGUAGES
from serai.kernel import ClipId, HandClock, Refusal
from serai.languages import LANGUAGES
from serai.store import Database, Read
from tests.clips.spoken import CUES, MINE, SECOND
from tests.world import a_clip, somebody

OTHERS = (Cue(0, SECOND, "Good day."),)


async def of(tx: Read, clip: Clip) -> list[Captions]:
    return (await captions_of(tx, [clip.id])).get(clip.id, [])


async def test_what_was_heard_is_kept_and_heard_again_in_its_place(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await a_clip(tx, ana.id)
        await keep_heard(tx, clip.id, "en", CUES)
        (first,) = await of(tx, clip)
        await keep_heard(tx, clip.id, "zh", MINE)
        (second,) = await of(tx, clip)
    assert (first.language, first.cues, first.made_by, first.version) == ("en", CUES, "machine", 1)
    assert (second.language, second.cues, second.made_by) == ("zh", MINE, "machine")


async def test_a_machine_never_writes_over_its_owner(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await a_clip(tx, ana.id)
        await keep_heard(tx, clip.id, "en", CUES)
        made = await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", MINE, "en", 1))
        await keep_heard(tx, clip.id, "en", OTHERS)
        (now,) = await of(tx, clip)
        assert (made.made_by, now.cues, now.heard) == ("author", MINE, OTHERS)
        await remove_captions(tx, ana.id, clip.id, "en")
        await keep_heard(tx, clip.id, "en", CUES)
        assert await of(tx, clip) == []
        await put_captions_back(tx, ana.id, clip.id, "en")
        (back,) = await of(tx, clip)
        assert (back.cues, back.heard) == (MINE, CUES)


async def test_the_machines_words_again_are_the_machines(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await a_clip(tx, ana.id)
        await keep_heard(tx, clip.id, "en", CUES)
        await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", MINE, "en", 1))
        made = await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", CUES, "en", 2))
    assert (made.made_by, made.version) == ("machine", 3)


async def test_two_tabs_do_not_write_over_each_other(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await a_clip(tx, ana.id)
        await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", CUES))
        await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", MINE, "en", 1))
        with pytest.raises(Refusal, match=r"captions\.changed_elsewhere"):
            await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", OTHERS, "en", 1))
        with pytest.raises(Refusal, match=r"captions\.changed_elsewhere"):
            await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", OTHERS))
        assert (await own_captions(tx, ana.id, clip.id, "en")).cues == MINE


async def test_a_language_is_put_right_and_another_is_added(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await a_clip(tx, ana.id)
        await keep_heard(tx, clip.id, "en", CUES)
        await edit_captions(tx, ana.id, clip.id, CaptionsDraft("sv", CUES, "en", 1))
        await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", MINE))
        assert {one.language: one.cues for one in await of(tx, clip)} == {"en": MINE, "sv": CUES}
        with pytest.raises(Refusal, match=r"captions\.language_taken"):
            await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", CUES, "sv", 2))
        await remove_captions(tx, ana.id, clip.id, "en")
        await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", CUES, "sv", 2))
        assert [one.language for one in await every_caption(tx, clip.id)] == ["en"]


async def test_what_was_taken_away_makes_room_for_new_words(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await a_clip(tx, ana.id)
        await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", CUES))
        await remove_captions(tx, ana.id, clip.id, "en")
        await remove_captions(tx, ana.id, clip.id, "en")
        made = await edit_captions(tx, ana.id, clip.id, CaptionsDraft("en", MINE))
        assert (made.cues, made.removed_at) == (MINE, None)
        assert await of(tx, clip) == [made]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (CaptionsDraft("en", ()), "captions.empty"),
        (CaptionsDraft("en", (Cue(0, SECOND, " "),)), "captions.empty"),
        (CaptionsDraft("und", MINE), "captions.unknown_language"),
        (CaptionsDraft("../en", MINE), "captions.unknown_language"),
        (CaptionsDraft("en", (Cue(0, 0, "a"),)), "captions.ends_first"),
        (CaptionsDraft("en", (Cue(12 * SECOND, 13 * SECOND, "a"),)), "captions.after_end"),
    ],
)
async def test_what_cannot_stand_is_refused(
    database: Database, draft: CaptionsDraft, code: str
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await a_clip(tx, ana.id)
        with pytest.raises(Refusal, match=code.replace(".", r"\.")):
            await edit_captions(tx, ana.id, clip.id, draft)
        assert await every_caption(tx, clip.id) == []


async def test_a_clip_has_so_many_languages(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await a_clip(tx, ana.id)
        first, *others = sorted(LANGUAGES)
        for language in others[:MOST_LANGUAGES]:
            await edit_captions(tx, ana.id, clip.id, CaptionsDraft(language, MINE))
        with pytest.raises(Refusal, match=r"captions\.too_many_languages"):
            await edit_captions(tx, ana.id, clip.id, CaptionsDraft(first, MINE))


async def test_nobody_writes_for_another(database: Database) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx), await somebody(tx, "bo")
        clip = await a_clip(tx, ana.id)
        await keep_heard(tx, clip.id, "en", CUES)
        for which in (clip.id, ClipId(1)):
            with pytest.raises(Refusal, match=r"captions\.not_found"):
                await edit_captions(tx, bo.id, which, CaptionsDraft("en", MINE, "en", 1))
            with pytest.raises(Refusal, match=r"captions\.not_found"):
                await remove_captions(tx, bo.id, which, "en")
            with pytest.raises(Refusal, match=r"captions\.not_found"):
                await put_captions_back(tx, bo.id, which, "en")
        with pytest.raises(Refusal, match=r"captions\.not_found"):
            await remove_captions(tx, ana.id, clip.id, "sv")
        assert [one.cues for one in await of(tx, clip)] == [CUES]


async def test_captions_go_with_their_clip_or_a_month_after_they_were_taken_away(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        gone, kept, away = [await a_clip(tx, ana.id) for _ in range(3)]
        for clip in (gone, kept, away):
            await keep_heard(tx, clip.id, "en", CUES)
        await discard(tx, ana.id, gone.id)
        await remove_captions(tx, ana.id, away.id, "en")
        assert await sweep_captions(tx) == 1
    clock.advance(timedelta(days=31))
    async with database.write() as tx:
        assert await sweep_captions(tx) == 1
        assert [one.clip for one in await export_captions(tx, ana.id)] == [kept.id]
        await erase_captions(tx, ana.id)
        assert await export_captions(tx, ana.id) == []
