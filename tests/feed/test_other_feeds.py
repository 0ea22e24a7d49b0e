import sys
from datetime import timedelta

import pytest

from serai.feed import (
    Asked,
    Glance,
    Page,
    chronological,
    explain,
    following,
    for_you,
    glance,
    topic,
)
from serai.graph import block, follow
from serai.kernel import HandClock, NoteId
from serai.notes import Note, hide
from serai.recommend import Engine, export, record
from serai.store import Database
from tests.world import a_note, somebody


@pytest.fixture
def engine() -> Engine:
    return Engine()


async def some_notes(database: Database, clock: HandClock, handle: str, many: int) -> list[Note]:
    async with database.write() as tx:
        author = await somebody(tx, handle)
    made = []
    for number in range(many):
        clock.advance(timedelta(minutes=1))
        async with database.write() as tx:
            made.append(await a_note(tx, author, f"{handle} {number}", topics=("plants",)))
    return made


def ids(page: Page) -> list[NoteId]:
    return [card.note.id for card in page.shown]


async def test_following_is_what_i_follow_newest_first_page_by_page(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    one = await some_notes(database, clock, "one", 4)
    two = await some_notes(database, clock, "two", 4)
    other = await some_notes(database, clock, "other", 2)
    async with database.write() as tx:
        me = await somebody(tx, "me")
        for author in (one[0].author, two[0].author):
            await follow(tx, me.id, author)
        quiet = await a_note(tx, me, "mine")
        await hide(tx, me.id, two[1].id)
    expected = [note.id for note in reversed([*one, two[0], *two[2:]])]
    async with database.read() as tx:
        first = await following(tx, engine, Asked(viewer=me.id, count=3))
        second = await following(tx, engine, Asked(viewer=me.id, count=9, after=first.more))
        third = await following(tx, engine, Asked(viewer=me.id, after=second.more))
        stranger = await following(tx, engine, Asked())
    assert ids(first) + ids(second) == expected
    assert (third.shown, third.more, stranger.shown) == ((), None, ())
    assert not {quiet.id, *(note.id for note in other)} & set(expected)


async def test_following_shows_what_is_for_followers_alone(
    database: Database, engine: Engine
) -> None:
    async with database.write() as tx:
        me, author = await somebody(tx, "me"), await somebody(tx, "author")
        await follow(tx, me.id, author.id)
        close = await a_note(tx, author, audience="followers")
        await a_note(tx, author, audience="me")
    async with database.read() as tx:
        assert ids(await following(tx, engine, Asked(viewer=me.id))) == [close.id]
        assert ids(await for_you(tx, engine, Asked(viewer=me.id))) == [close.id]
        assert ids(await chronological(tx, engine, Asked(viewer=me.id))) == []
        assert ids(await for_you(tx, engine, Asked())) == []


async def test_the_chronological_feed_is_the_same_for_everybody_up_to_the_gate(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await some_notes(database, clock, "one", 5)
    barred = await some_notes(database, clock, "two", 2)
    async with database.write() as tx:
        me = await somebody(tx, "me")
        await record(tx, me.id, "like", made[0].id)
        await hide(tx, me.id, made[1].id)
        await block(tx, barred[0].author, me.id)
    everything = [note.id for note in reversed([*made, *barred])]
    async with database.read() as tx:
        mine = await chronological(tx, engine, Asked(viewer=me.id))
        theirs = await chronological(tx, engine, Asked())
        first = await chronological(tx, engine, Asked(count=4))
        second = await chronological(tx, engine, Asked(after=first.more))
    assert ids(theirs) == everything == ids(first) + ids(second)
    assert ids(mine) == [which for which in everything if which not in {n.id for n in barred}]
    assert {(card.score, card.parts, card.reason) for card in mine.shown} == {(0.0, (), None)}


async def test_a_feed_of_time_goes_on_behind_a_stretch_that_is_not_for_the_viewer(
    database: Database, clock: HandClock, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["serai.feed.chronological"], "AHEAD", 3)
    [old] = await some_notes(database, clock, "one", 1)
    barred = await some_notes(database, clock, "two", 3)
    async with database.write() as tx:
        me = await somebody(tx, "me")
        await block(tx, barred[0].author, me.id)
    async with database.read() as tx:
        first = await chronological(tx, engine, Asked(viewer=me.id))
        second = await chronological(tx, engine, Asked(viewer=me.id, after=first.more))
        third = await chronological(tx, engine, Asked(viewer=me.id, after=second.more))
    assert (first.shown, ids(second)) == ((), [old.id])
    assert (third.shown, third.more) == ((), None)


async def test_a_topic_feed_answers_to_any_spelling_and_ends(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await some_notes(database, clock, "one", 7)
    async with database.write() as tx:
        await a_note(tx, await somebody(tx, "two"), topics=("coffee",))
    async with database.read() as tx:
        first = await topic(tx, engine, Asked(count=5), "#植物")
        second = await topic(tx, engine, Asked(count=5, after=first.more), "plants")
        nothing = await topic(tx, engine, Asked(), "underwater chess")
    assert first.feed == "topic:plants"
    assert sorted(ids(first) + ids(second)) == sorted(note.id for note in made)
    assert (nothing.shown, nothing.more) == ((), None)


async def test_an_explanation_runs_up_to_the_score(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await some_notes(database, clock, "one", 3)
    async with database.read() as tx:
        page = await for_you(tx, engine, Asked())
    card = page.shown[1]
    told = explain(card)
    assert told[-1].so_far == pytest.approx(card.score, abs=1e-6)
    assert told[0].part.feature == "start"
    amounts = [abs(step.part.amount) for step in told[1:]]
    assert amounts == sorted(amounts, reverse=True)


async def test_glances_reach_the_log_for_notes_one_may_see_and_no_more_than_a_batch(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    [open_one] = await some_notes(database, clock, "one", 1)
    async with database.write() as tx:
        me, author = await somebody(tx, "me"), await somebody(tx, "two")
        private = await a_note(tx, author, audience="me")
        told = [Glance("impression", note.id, "p.0", 0) for note in (open_one, private)]
        assert await glance(tx, engine, me.id, told) == 1
        assert await glance(tx, engine, me.id, told * 200) == 50
    async with database.read() as tx:
        await engine.catch_up(tx)
    assert engine.trial(open_one.id, clock.now()).met == 1
    assert engine.trial(private.id, clock.now()).met == 0


async def test_what_weighs_an_impression_on_trial_is_what_the_engine_drew_and_no_browsers_word(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await some_notes(database, clock, "one", 9)
    async with database.write() as tx:
        me, other = await somebody(tx, "me"), await somebody(tx, "two")
    async with database.read() as tx:
        page = await for_you(tx, engine, Asked(viewer=me.id))
    [trial] = [card for card in page.shown if card.slot == 3]
    async with database.write() as tx:
        told = [Glance("impression", note.id, page.id, slot, 7.5) for slot, note in enumerate(made)]
        await glance(tx, engine, me.id, told)
        await glance(tx, engine, other.id, told)
        mine, theirs = [(await export(tx, who.id)).signals for who in (me, other)]
    weighed = {row.note: row.value for row in mine if row.value is not None}
    assert weighed[trial.note.id] == trial.propensity
    assert weighed == {card.note.id: card.propensity for card in page.shown if card.propensity}
    assert [row.value for row in theirs] == [None] * 9
