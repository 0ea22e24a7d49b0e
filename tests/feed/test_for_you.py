from datetime import timedelta

import pytest

from serai.accounts import Person
from serai.boards import collect, usual_board
from serai.feed import Asked, Page, Reason, for_you
from serai.kernel import HandClock, NoteId, PersonId, Refusal
from serai.notes import Note, hide, like, unlike, withdraw
from serai.recommend import VERSION, Engine, add_interest, record
from serai.store import Database, Write
from tests.world import a_note, somebody

TOPICS = ("cooking", "plants", "travel", "coffee", "pets", "home", "art", "music", "film", "games")


@pytest.fixture
def engine() -> Engine:
    return Engine()


async def authors(tx: Write, many: int = 12) -> list[Person]:
    return [await somebody(tx, f"author{number}") for number in range(many)]


async def a_world(database: Database, clock: HandClock, each: int = 4) -> dict[str, list[Note]]:
    """Of each topic `each` notes, one an hour, by a dozen people."""
    made: dict[str, list[Note]] = {topic: [] for topic in TOPICS}
    async with database.write() as tx:
        people = await authors(tx)
    for number in range(each * len(TOPICS)):
        clock.advance(timedelta(hours=1))
        topic = TOPICS[number % len(TOPICS)]
        async with database.write() as tx:
            author = people[number % len(people)]
            made[topic].append(await a_note(tx, author, f"{topic} {number}", topics=(topic,)))
    return made


async def a_reader(database: Database, *loves: str, source: str = "chosen") -> PersonId:
    async with database.write() as tx:
        reader = (await somebody(tx, "reader")).id
        for love in loves:
            evidence = (f"search:{love} tips",) if source == "archive" else ()
            kind = "archive" if source == "archive" else "chosen"
            await add_interest(tx, reader, love, 1.0, kind, evidence)  # type: ignore[arg-type]  # one of the two
    return reader


async def page_of(
    database: Database,
    engine: Engine,
    viewer: PersonId | None,
    after: str | None = None,
    seed: str = "seed",
) -> Page:
    async with database.read() as tx:
        return await for_you(tx, engine, Asked(viewer=viewer, after=after, seed=seed))


def ids(page: Page) -> list[NoteId]:
    return [card.note.id for card in page.shown]


def topics(page: Page) -> list[str]:
    return [tag.topic for card in page.shown for tag in card.note.topics]


async def test_an_empty_house_has_an_empty_page(database: Database, engine: Engine) -> None:
    page = await page_of(database, engine, None)
    assert (page.shown, page.more) == ((), None)


async def test_a_stranger_meets_each_topic_before_any_comes_again(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock)
    page = await page_of(database, engine, None)
    first = [card.note.topics[0].topic for card in page.shown[:10]]
    assert sorted(first) == sorted(TOPICS)


async def test_a_blank_account_gets_at_most_three_of_ten_from_any_three_topics(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock)
    page = await page_of(database, engine, await a_reader(database))
    first = [card.note.topics[0].topic for card in page.shown[:10]]
    assert sum(topic in ("cooking", "plants", "travel") for topic in first) <= 3


async def test_an_archive_fills_the_first_page_and_is_named_as_the_reason(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock, each=6)
    loves = ("cooking", "plants", "travel")
    page = await page_of(database, engine, await a_reader(database, *loves, source="archive"))
    named = [
        card.reason.values["topic"]
        for card in page.shown[:10]
        if card.reason is not None and card.reason.code == "archive"
    ]
    assert len(named) >= 6
    assert set(named) == set(loves)
    assert page.shown[0].reason is not None
    assert page.shown[0].reason.values["words"].endswith("tips")
    assert len(set(topics(page))) > 4  # and with other things between them


async def test_parts_sum_to_the_score(database: Database, clock: HandClock, engine: Engine) -> None:
    made = await a_world(database, clock)
    reader = await a_reader(database, "plants")
    async with database.write() as tx:
        await like(tx, reader, made["coffee"][0].id)
        await hide(tx, reader, made["art"][0].id)
        other = (await somebody(tx, "other")).id
        for note in made["plants"]:
            await like(tx, other, note.id)
    page = await page_of(database, engine, reader)
    assert len(page.shown) == 20
    for card in page.shown:
        assert sum(part.amount for part in card.parts) == pytest.approx(card.score, abs=1e-6)
    features = {part.feature for card in page.shown for part in card.parts}
    assert {"start", "interest", "taste", "quality", "fresh", "variety"} <= features


async def test_no_author_stands_more_than_twice_on_a_page(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock)
    page = await page_of(database, engine, None)
    by = [card.note.author for card in page.shown]
    assert max(map(by.count, by)) == 2


async def test_the_second_page_repeats_nothing(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await a_world(database, clock)
    met: list[NoteId] = []
    more: str | None = None
    for _ in range(10):
        page = await page_of(database, engine, None, more)
        met += ids(page)
        if (more := page.more) is None:
            break
    assert len(met) == len(set(met)) == sum(map(len, made.values()))
    assert more is None


async def test_a_cursor_of_somebody_elses_making_is_refused(
    database: Database, engine: Engine
) -> None:
    for word in ("x", "{}", "AAAA", "a" * 7_000, "k6FhAQ", "é"):
        with pytest.raises(Refusal) as refused:
            await page_of(database, engine, None, word)
        assert refused.value.code == "feed.cursor"


async def test_a_like_changes_the_very_next_page(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await a_world(database, clock, each=6)
    reader = await a_reader(database)
    before = await page_of(database, engine, reader)
    async with database.write() as tx:
        await like(tx, reader, made["games"][0].id)
        await like(tx, reader, made["games"][1].id)
    after = await page_of(database, engine, reader)
    assert topics(after)[:10].count("games") > topics(before)[:10].count("games")
    assert any(card.reason == Reason("taste", {"topic": "games"}) for card in after.shown)
    async with database.write() as tx:
        await unlike(tx, reader, made["games"][0].id)
        await unlike(tx, reader, made["games"][1].id)
    undone = await page_of(database, engine, reader)
    assert topics(undone)[:10].count("games") <= topics(before)[:10].count("games")
    assert not any(card.reason and card.reason.code == "taste" for card in undone.shown)


async def test_a_hidden_note_is_gone_from_the_very_next_page(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock)
    reader = await a_reader(database)
    before = await page_of(database, engine, reader)
    async with database.write() as tx:
        await hide(tx, reader, ids(before)[0])
    after = await page_of(database, engine, reader)
    assert ids(before)[0] not in ids(after)
    [hidden] = [one for one in after.dropped if one.rule == "not_hidden"]
    assert hidden.notes == (ids(before)[0],)


async def test_not_interested_in_one_note_makes_its_topic_rarer(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await a_world(database, clock)
    reader = await a_reader(database, "plants", "coffee")
    before = topics(await page_of(database, engine, reader)).count("plants")
    async with database.write() as tx:
        for note in made["plants"][:2]:
            await record(tx, reader, "not_interested", note.id)
    after = await page_of(database, engine, reader)
    assert topics(after).count("plants") < before
    [gone] = [one.notes for one in after.dropped if one.rule == "not_hidden"]
    assert set(gone) == {note.id for note in made["plants"][:2]}


async def test_people_who_liked_the_same_lead_to_what_else_they_liked(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await a_world(database, clock)
    reader = await a_reader(database)
    seed, there = made["film"][0], made["music"][0]
    async with database.write() as tx:
        for number in range(6):
            other = (await somebody(tx, f"other{number}")).id
            await like(tx, other, seed.id)
            await like(tx, other, there.id)
        await like(tx, reader, seed.id)
    page = await page_of(database, engine, reader)
    [card] = [card for card in page.shown if card.note.id == there.id]
    [part] = [part for part in card.parts if part.feature == "together"]
    assert part.about == (str(int(seed.id)),)
    assert part.amount > 0
    assert card.reason is not None
    assert card.reason.code == "together"
    assert card.reason.values["title"] == seed.title


async def test_what_was_collected_and_got_no_heart_is_named_as_collected(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await a_world(database, clock)
    reader = await a_reader(database)
    seed, there = made["film"][0], made["music"][0]
    async with database.write() as tx:
        for number in range(6):
            other = (await somebody(tx, f"other{number}")).id
            await like(tx, other, seed.id)
            await like(tx, other, there.id)
        await collect(tx, reader, seed.id, (await usual_board(tx, reader, "en")).id)

    async def why() -> Reason | None:
        shown = (await page_of(database, engine, reader)).shown
        return next(card.reason for card in shown if card.note.id == there.id)

    named = {"note": str(int(seed.id)), "title": seed.title}
    assert await why() == Reason("collected", named)
    async with database.write() as tx:
        await like(tx, reader, seed.id)
    assert await why() == Reason("together", named)


async def test_what_was_met_waits_and_returns_only_when_nothing_else_is_left(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock, each=3)
    reader = await a_reader(database)
    first = ids(await page_of(database, engine, reader))
    async with database.write() as tx:
        for which in first:
            await record(tx, reader, "impression", which, page="seed.0", slot=0)
    second = await page_of(database, engine, reader)
    assert not set(ids(second)[:10]) & set(first)
    assert [card.source == "again" for card in second.shown] == [False] * 10 + [True] * 10


@pytest.mark.parametrize("crowd", [0, 60])
async def test_a_new_note_finds_a_fresh_account_of_its_topic_within_three_pages(
    database: Database, clock: HandClock, engine: Engine, crowd: int
) -> None:
    made = await a_world(database, clock, each=6)
    async with database.write() as tx:
        fans = [(await somebody(tx, f"fan{number}")).id for number in range(5)]
        for fan in fans:
            for note in made["plants"]:
                await like(tx, fan, note.id)
        for number in range(crowd):
            await a_note(tx, await somebody(tx, f"crowd{number}"), topics=("travel", "coffee"))
        newcomer = await somebody(tx, "newcomer")
        new = await a_note(tx, newcomer, "My first seedling", topics=("plants",))
    reader = await a_reader(database, "plants", "cooking", "travel")
    met: list[NoteId] = []
    for load in range(3):
        met += ids(await page_of(database, engine, reader, seed=f"load{load}"))
    assert new.id in met


async def test_a_trial_place_says_that_the_note_is_new(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock)
    page = await page_of(database, engine, None)
    trials = [card for card in page.shown if card.propensity]
    assert {card.slot for card in trials} == {3, 8, 13, 18}
    assert {card.source for card in trials} == {"trial"}
    assert all(card.reason and card.reason.code == "trial" for card in trials)


async def test_every_card_has_a_reason(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock)
    for viewer in (None, await a_reader(database, "plants")):
        page = await page_of(database, engine, viewer)
        assert all(card.reason for card in page.shown)


async def test_the_same_seed_makes_the_same_page_also_from_a_fresh_fold(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await a_world(database, clock)
    reader = await a_reader(database, "pets")
    await page_of(database, engine, reader)
    async with database.write() as tx:
        await like(tx, reader, made["film"][0].id)
    live = await page_of(database, engine, reader)
    assert live == await page_of(database, engine, reader)
    assert live == await page_of(database, Engine(), reader)
    assert live.version == VERSION
    assert ids(live) != ids(await page_of(database, engine, reader, seed="another"))


async def test_a_withdrawn_note_and_one_for_followers_pass_no_gate(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock, each=1)
    async with database.write() as tx:
        author = await somebody(tx, "shy")
        private = await a_note(tx, author, audience="followers", topics=("plants",))
        gone = await a_note(tx, author, topics=("plants",))
        await withdraw(tx, author.id, gone.id)
    page = await page_of(database, engine, await a_reader(database, "plants"))
    assert not {private.id, gone.id} & set(ids(page))


async def test_the_gate_refuses_what_the_engine_still_believes_in_and_the_page_is_refilled(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    from serai.graph import block

    made = await a_world(database, clock)
    reader = await a_reader(database)
    author = made["cooking"][0].author
    async with database.write() as tx:
        await block(tx, author, reader)
    page = await page_of(database, engine, reader)
    assert author not in {card.note.author for card in page.shown}
    assert len(page.shown) == 20
    assert "gate" in {one.rule for one in page.dropped}
