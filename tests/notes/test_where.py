"""Where a note plays: known places, places that others wrote, and finding notes by them."""

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from serai.feed import Wanted, look_up
from serai.kernel import Refusal
from serai.notes import (
    Draft,
    NoteLimits,
    draft_of,
    edit,
    known_places,
    places_like,
    publish,
    withdraw,
)
from serai.notes.where import place_key
from serai.store import Database, Write
from tests.world import a_picture, somebody


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


def test_every_known_place_is_somewhere_and_found_by_both_its_names() -> None:
    places = known_places()
    assert len(places) > 300
    for key, one in places.items():
        assert key.replace("-", "").isalnum(), key
        assert abs(one.latitude) <= 90
        assert abs(one.longitude) <= 180
        assert place_key(one.en) == key
        assert place_key(one.zh) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("kyoto", "jp-kyoto"),
        ("Kyoto, Gion", "jp-kyoto"),
        ("京都，祇园", "jp-kyoto"),
        ("sao paulo", "br-sao-paulo"),
        ("xi'an", "cn-xian"),
        ("my kitchen", None),
        ("", None),
    ],
)
def test_what_is_typed_names_a_known_place_or_none(typed: str, key: str | None) -> None:
    assert place_key(typed) == key


async def test_a_note_says_where_as_typed_and_is_found_in_both_languages(tx: Write) -> None:
    ana = await somebody(tx)
    shown = (await a_picture(tx, ana.id),)
    note = await publish(tx, ana, Draft(place=" kyoto,  Gion ", pictures=shown), NoteLimits())
    assert (note.place, note.place_key) == ("kyoto, Gion", "jp-kyoto")
    for typed in ("kyoto", "京都", "gion"):
        found = await look_up(tx, None, Wanted(typed), None, 5)
        assert [one.id for one in found.notes] == [note.id]
    gone = await edit(tx, ana, note.id, replace(draft_of(note), place=""), NoteLimits())
    assert (gone.place, gone.place_key) == ("", None)
    assert (await look_up(tx, None, Wanted("京都"), None, 5)).notes == ()


async def test_a_place_is_no_essay(tx: Write) -> None:
    ana = await somebody(tx)
    with pytest.raises(Refusal, match=r"note\.place_too_long"):
        await publish(tx, ana, Draft(place="x" * 61), NoteLimits())


async def test_places_are_offered_known_ones_first_and_secret_ones_never(tx: Write) -> None:
    ana = await somebody(tx)

    async def at(place: str, **more: str) -> None:
        shown = (await a_picture(tx, ana.id),)
        draft = replace(Draft(place=place, pictures=shown), **more)
        await publish(tx, ana, draft, NoteLimits())

    await at("Kyoto, Gion")
    await at("Kyoto, Gion")
    await at("Kyoto, by the river")
    await at("Kyoto, at home", audience="mutuals")
    offered = await places_like(tx, "Kyoto", "en")
    assert offered == ["Kyoto", "Kyoto, Gion", "Kyoto, by the river"]
    assert await places_like(tx, "东", "zh") == ["东莞", "东京"]
    assert await places_like(tx, "reyk", "zh") == ["Reykjavík"]
    for nothing in ("", "  ", "%", "\x00", "zzzz"):
        assert await places_like(tx, nothing, "en") == []


async def test_a_withdrawn_note_offers_no_place(tx: Write) -> None:
    ana = await somebody(tx)
    shown = (await a_picture(tx, ana.id),)
    draft = Draft(place="Nowhere in particular", pictures=shown)
    note = await publish(tx, ana, draft, NoteLimits())
    assert await places_like(tx, "Nowhere", "en") == [note.place]
    await withdraw(tx, ana.id, note.id)
    assert await places_like(tx, "Nowhere", "en") == []
