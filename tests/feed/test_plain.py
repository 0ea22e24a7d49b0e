"""The plain feed reads nothing of the person: by type, by what is asked, by result."""

from datetime import timedelta
from inspect import signature
from typing import Any, TypeVar, get_type_hints

import pytest
from msgspec import Struct
from msgspec.structs import fields

from serai.accounts import Person
from serai.feed import Asked, Glance, Page, for_you, glance, plain
from serai.feed.know import anybody
from serai.feed.page import AskedPlainly
from serai.feed.plain import PLAIN
from serai.graph import block, follow
from serai.kernel import HandClock, NoteId, PersonId
from serai.notes import Note, hide, like
from serai.recommend import (
    Anyone,
    Engine,
    Wishes,
    add_interest,
    append_imported,
    avoid_author,
    avoid_topic,
    wish,
)
from serai.recommend.signals import Signal
from serai.store import Database, Read, Statement
from tests.world import a_note, somebody

T = TypeVar("T")


class Overheard:
    """A transaction that reads, and keeps what was asked of it and with which values."""

    def __init__(self, tx: Read, dialect: str) -> None:
        self.tx, self.dialect, self.now = tx, dialect, tx.now
        self.heard: list[tuple[str, dict[str, Any]]] = []

    async def all(self, asked: Statement[T], /, **given: Any) -> list[T]:
        self.heard.append((asked.on(self.dialect).sql, given))
        return await self.tx.all(asked, **given)

    async def one(self, asked: Statement[T], /, **given: Any) -> T | None:
        self.heard.append((asked.on(self.dialect).sql, given))
        return await self.tx.one(asked, **given)

    def before_the_gate(self) -> list[tuple[str, dict[str, Any]]]:
        """What was asked until the notes of the page were read for the gate."""
        at = next(n for n, (sql, _) in enumerate(self.heard) if "FROM note" in sql)
        return self.heard[:at]


@pytest.fixture
def engine() -> Engine:
    return Engine()


async def a_world(database: Database, clock: HandClock) -> list[Note]:
    made = []
    async with database.write() as tx:
        authors = [await somebody(tx, f"author{number}") for number in range(4)]
    for number in range(32):
        clock.advance(timedelta(minutes=7))
        async with database.write() as tx:
            topics = (("plants", "film", "travel", "pets", "art")[number % 5],)
            made.append(await a_note(tx, authors[number % 4], f"note {number}", topics=topics))
    return made


async def somebody_with_a_history(database: Database, made: list[Note]) -> Person:
    async with database.write() as tx:
        me = await somebody(tx, "busy", languages=("zh", "en"))
        for note in made[::5]:
            await like(tx, me.id, note.id)
            await follow(tx, me.id, note.author)
        await hide(tx, me.id, made[1].id)
        await avoid_author(tx, me.id, made[2].author)
        await avoid_topic(tx, me.id, "film")
        await wish(tx, me.id, Wishes(words=("note",), new_voices=0.0, place="CN", paused=True))
        await add_interest(tx, me.id, "plants", 1.0, "archive", ("search:ferns",))
        row = Signal(tx.now, me.id, "imported_like", None, "7", None)
        await append_imported(tx, me.id, [row])
        met = [Glance("impression", note.id) for note in made[10:20]]
        await glance(tx, Engine(), me.id, met)
    return me


async def page_of(
    database: Database, engine: Engine, person: Person | None, after: str | None = None
) -> Page:
    asked = Asked(
        viewer=person.id if person else None,
        languages=("en",),
        after=after,
        seed="one",
        count=12,
    )
    async with database.read() as tx:
        return await plain(tx, engine, asked)


def drawn(page: Page) -> list[tuple[NoteId, float, object, object]]:
    return [(card.note.id, card.score, card.parts, card.reason) for card in page.shown]


async def test_two_people_with_wholly_different_histories_get_the_same_pages(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await a_world(database, clock)
    busy = await somebody_with_a_history(database, made)
    async with database.write() as tx:
        blank = await somebody(tx, "blank", languages=("sv",))
        await avoid_topic(tx, blank.id, "pets")
    pages = {}
    for person in (busy, blank, None):
        first = await page_of(database, engine, person)
        second = await page_of(database, engine, person, first.more)
        pages[person and person.handle] = drawn(first) + drawn(second)
    assert len(pages["busy"]) == 24
    assert pages["busy"] == pages["blank"] == pages[None]
    async with database.read() as tx:  # the same could have told them apart
        asked = [Asked(viewer=who.id, languages=("en",), seed="one") for who in (busy, blank)]
        mine, theirs = [await for_you(tx, engine, one) for one in asked]
    assert drawn(mine) != drawn(theirs)


async def test_nothing_is_asked_about_the_person_before_the_gate(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await a_world(database, clock)
    me = await somebody_with_a_history(database, made)
    asked = Asked(viewer=me.id, languages=("en",), seed="one")
    async with database.read() as tx:
        knowing, blind = Overheard(tx, database.dialect), Overheard(tx, database.dialect)
        await for_you(knowing, engine, asked)
        await plain(blind, engine, asked)
    assert about(knowing.before_the_gate(), me.id), "the test could not fail"
    assert about(blind.before_the_gate(), me.id) == []
    # Before the gate there is the log's tail alone, which is the same for everybody.
    assert all("FROM signal" in sql for sql, _ in blind.before_the_gate())
    assert blind.before_the_gate()
    after = blind.heard[len(blind.before_the_gate()) :]
    ties, muted, hushed = about(after, me.id)  # the gate alone learns who asks
    assert "follow.followee" in ties
    assert "mute.muted" in muted
    assert "FROM hush" in hushed.replace("\n", " ")


def about(heard: list[tuple[str, dict[str, Any]]], person: PersonId) -> list[str]:
    return [sql for sql, given in heard if person in given.values()]


async def test_only_the_gate_keeps_anything_of_the_page_from_somebody(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await a_world(database, clock)
    async with database.write() as tx:
        me = await somebody(tx, "me")
        await block(tx, me.id, made[0].author)
    page, strangers = await page_of(database, engine, me), await page_of(database, engine, None)
    barred = {note.id for note in made if note.author == made[0].author}
    assert {one.rule for one in page.dropped} == {"gate"}
    assert barred & {card.note.id for card in strangers.shown}
    assert not barred & {card.note.id for card in page.shown}


async def test_topics_chosen_for_the_session_bear_on_the_page(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    await a_world(database, clock)
    async with database.read() as tx:
        usual = await plain(tx, engine, Asked(seed="one", count=10))
        leaning = await plain(tx, engine, Asked(seed="one", count=10, topics=("plants",)))
    many = [
        sum(tag.topic == "plants" for card in page.shown for tag in card.note.topics)
        for page in (usual, leaning)
    ]
    assert many[0] < many[1]


def test_by_type_the_step_that_knows_gets_no_person_and_no_database() -> None:
    said = get_type_hints(anybody)
    assert list(signature(anybody).parameters) == ["asked", "scroll", "now"]
    assert (said["asked"], said["now"], said["return"]) == (AskedPlainly, int, Anyone)
    assert PLAIN.know.step is anybody  # type: ignore[attr-defined]  # the plain feed knows blindly
    for kind in (AskedPlainly, Anyone):
        assert PersonId not in held_by(kind)
    assert PersonId in held_by(Asked)


def held_by(kind: type[Struct]) -> set[object]:
    """The types of a Struct's fields, and what they are made of."""
    found: set[object] = set()
    waiting: list[Any] = [field.type for field in fields(kind)]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += getattr(one, "__args__", ())
    return found
