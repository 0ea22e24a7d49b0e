"""What people ask of their feed: kept, told to the log, taken back, handed out and erased."""

import sys
from datetime import timedelta

import pytest
from msgspec.structs import replace

from serai.kernel import HandClock, PersonId, Refusal
from serai.recommend import (
    WORDS_MOST,
    Avoided,
    Signal,
    Wishes,
    add_interest,
    avoid_author,
    avoid_topic,
    avoided_of,
    choose_interest,
    drop_interest,
    erase,
    export,
    interests_of,
    start_anew,
    topic_key,
    unavoid_author,
    unavoid_topic,
    visit,
    weigh_interest,
    wish,
    wishes_of,
)
from serai.store import Database

ME, AUTHOR, OTHER = PersonId(1), PersonId(2), PersonId(3)


async def told(database: Database, person: PersonId = ME) -> list[tuple[str, str | None]]:
    """The kinds in the log of `person`, with what they are about."""
    async with database.read() as tx:
        rows: tuple[Signal, ...] = (await export(tx, person)).signals
    return [(row.kind, row.outside) for row in rows]


async def test_a_wish_is_kept_until_the_next_one(database: Database) -> None:
    async with database.read() as tx:
        assert await wishes_of(tx, ME) == Wishes()
    asked = Wishes(following=2.0, nearby=0.5, place="CN", words=("spoilers", "剧透"))
    async with database.write() as tx:
        assert await wish(tx, ME, asked) == asked
        await wish(tx, OTHER, Wishes(new_voices=0.0))
    async with database.read() as tx:
        assert await wishes_of(tx, ME) == asked
    async with database.write() as tx:
        await wish(tx, ME, replace(asked, place="", words=()))
    async with database.read() as tx:
        assert await wishes_of(tx, ME) == Wishes(following=2.0, nearby=0.5)
    assert await told(database) == []


async def test_pausing_and_resuming_reach_the_log_when_they_change_something(
    database: Database,
) -> None:
    for paused in (False, True, True, False, False):
        async with database.write() as tx:
            await wish(tx, ME, Wishes(paused=paused))
    assert [kind for kind, _ in await told(database)] == ["paused", "resumed"]


async def test_filters_are_cleaned_and_each_stands_once(database: Database) -> None:
    words = ("  Spoilers\n ahead ", "spoilers AHEAD", "剧透", "🐍")
    async with database.write() as tx:
        kept = await wish(tx, ME, Wishes(words=words))
    assert kept.words == ("Spoilers ahead", "剧透", "🐍")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("",), "wish.no_word"),
        ((" \u202e\x01 ",), "wish.no_word"),
        (("...",), "wish.no_word"),
        (("x" * 61,), "wish.word_too_long"),
        (("🍵" * 100_000,), "wish.word_too_long"),
        (tuple(f"w{n}" for n in range(WORDS_MOST + 1)), "wish.too_many_words"),
    ],
)
async def test_filters_that_filter_nothing_or_everything_are_refused(
    database: Database, words: tuple[str, ...], code: str
) -> None:
    async with database.write() as tx:
        await wish(tx, ME, Wishes(words=("tea",)))
        with pytest.raises(Refusal) as no:
            await wish(tx, ME, Wishes(words=words))
    assert no.value.code == code
    async with database.read() as tx:
        assert (await wishes_of(tx, ME)).words == ("tea",)


async def test_what_is_avoided_is_told_once_and_can_be_taken_back(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        assert await avoid_author(tx, ME, AUTHOR)
        assert not await avoid_author(tx, ME, AUTHOR)
        assert await avoid_topic(tx, ME, "植物")
        assert not await avoid_topic(tx, ME, "#Plants")
        await avoid_topic(tx, OTHER, "film")
    clock.advance(timedelta(minutes=1))
    async with database.write() as tx:
        await avoid_author(tx, ME, OTHER)
    async with database.read() as tx:
        assert await avoided_of(tx, ME) == Avoided((OTHER, AUTHOR), ("plants",))
    async with database.write() as tx:
        assert await unavoid_author(tx, ME, AUTHOR)
        assert not await unavoid_author(tx, ME, AUTHOR)
        assert await unavoid_topic(tx, ME, "plants")
        assert not await unavoid_topic(tx, ME, "film")
    async with database.read() as tx:
        assert await avoided_of(tx, ME) == Avoided((OTHER,), ())
        assert await avoided_of(tx, OTHER) == Avoided((), ("film",))
    assert await told(database) == [
        ("avoid_author", "2"),
        ("avoid_topic", "plants"),
        ("avoid_author", "3"),
        ("unavoid_author", "2"),
        ("unavoid_topic", "plants"),
    ]


async def test_nobody_avoids_themselves_or_what_is_no_topic(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("serai.recommend.avoided.MOST", 1)
    async with database.write() as tx:
        for verb, code in (
            (avoid_author(tx, ME, ME), "wish.yourself"),
            (avoid_topic(tx, ME, " # - "), "wish.no_topic"),
            (avoid_topic(tx, ME, "x" * 61), "wish.no_topic"),
            (avoid_topic(tx, ME, "a/b"), "wish.no_topic"),
        ):
            with pytest.raises(Refusal) as no:
                await verb
            assert no.value.code == code
        assert await avoid_topic(tx, ME, "film")
        with pytest.raises(Refusal) as no:
            await avoid_author(tx, ME, AUTHOR)
    assert no.value.code == "wish.too_much"


async def test_choosing_a_topic_ends_avoiding_it_and_keeps_where_it_came_from(
    database: Database,
) -> None:
    async with database.write() as tx:
        await add_interest(tx, ME, "plants", 0.4, "archive", ("search:ferns",))
        await avoid_topic(tx, ME, "plants")
        assert await choose_interest(tx, ME, "植物", 0.9) == "plants"
        assert await choose_interest(tx, ME, "underwater chess", 0.5) == "underwater-chess"
    async with database.read() as tx:
        said = await interests_of(tx, ME)
        assert (await avoided_of(tx, ME)).topics == ()
    assert [(one.topic, one.weight, one.source, one.evidence) for one in said] == [
        ("plants", 0.9, "archive", ("search:ferns",)),
        ("underwater-chess", 0.5, "chosen", ()),
    ]


async def test_a_weight_of_nothing_drops_the_interest_and_the_same_weight_says_nothing(
    database: Database,
) -> None:
    async with database.write() as tx:
        await add_interest(tx, ME, "plants", 0.4, "archive", ("search:ferns",))
        before = len((await export(tx, ME)).signals)
        assert not await weigh_interest(tx, ME, "plants", 0.4)
        assert not await weigh_interest(tx, ME, "film", 1.0)
        assert len((await export(tx, ME)).signals) == before
        assert await weigh_interest(tx, ME, "plants", 0.0)
        assert await interests_of(tx, ME) == []


async def test_more_topics_than_are_read_are_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["serai.recommend.choose_interest"], "MOST", 1)
    async with database.write() as tx:
        await choose_interest(tx, ME, "plants")
        await choose_interest(tx, ME, "plants", 0.3)
        with pytest.raises(Refusal) as no:
            await choose_interest(tx, ME, "film")
    assert no.value.code == "wish.too_many_interests"


@pytest.mark.parametrize("forget", [False, True])
async def test_starting_anew_keeps_what_was_said_unless_it_shall_go_too(
    database: Database, *, forget: bool
) -> None:
    async with database.write() as tx:
        await add_interest(tx, ME, "plants", 0.4, "archive")
        await add_interest(tx, ME, "film")
        await drop_interest(tx, ME, "film")
        await add_interest(tx, OTHER, "film")
        await start_anew(tx, ME, forget_said=forget)
    async with database.read() as tx:
        assert [one.topic for one in await interests_of(tx, ME)] == ([] if forget else ["plants"])
        assert len(await interests_of(tx, OTHER)) == 1
    assert ("refreshed", None) in await told(database)


async def test_a_visit_counts_once_an_hour_and_never_at_home(
    database: Database, clock: HandClock
) -> None:
    counted = []
    for minutes, whom in ((0, AUTHOR), (10, AUTHOR), (0, OTHER), (60, AUTHOR), (0, ME)):
        clock.advance(timedelta(minutes=minutes))
        async with database.write() as tx:
            counted.append(await visit(tx, ME, whom))
    assert counted == [True, False, True, True, False]
    assert await told(database) == [("visit", "2"), ("visit", "3"), ("visit", "2")]


async def test_wishes_are_handed_out_and_erased_with_their_person(database: Database) -> None:
    async with database.write() as tx:
        await wish(tx, ME, Wishes(words=("tea",)))
        await avoid_topic(tx, ME, "film")
        await avoid_author(tx, ME, AUTHOR)
        await avoid_author(tx, OTHER, ME)
        await avoid_author(tx, OTHER, AUTHOR)
    async with database.read() as tx:
        kept = await export(tx, ME)
    assert (kept.wishes.words, kept.avoided) == (("tea",), Avoided((AUTHOR,), ("film",)))
    async with database.write() as tx:
        await erase(tx, ME)
    async with database.read() as tx:
        assert await wishes_of(tx, ME) == Wishes()
        assert await avoided_of(tx, ME) == Avoided()
        assert await avoided_of(tx, OTHER) == Avoided((AUTHOR,), ())


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("#Night_Sky", "night-sky"),
        ("养花", topic_key("养花")),
        ("ＴＥＡ", "coffee"),
        (" web  3 ", "web-3"),
    ],
)
def test_a_topic_answers_to_its_spellings(word: str, key: str) -> None:
    assert topic_key(word) == key == topic_key(key)
