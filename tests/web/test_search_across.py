"""Notes found by what they mean, where no word of the question stands in them."""

from serai.accounts import Person
from serai.entry import House
from serai.kernel import NoteId
from serai.notes import Note, withdraw
from serai.search import keep_meaning
from tests.conftest import Enter
from tests.world import a_note, somebody

ASKED = "best ramen in Tokyo"
CALL = "/api/serai/v1/search/notes"


async def placed(house: House, author: Person, title: str, meaning: str, **more: str) -> Note:
    """A note that stands where `meaning` stands, whatever its own words are."""
    rows = await house.encoder.encode([meaning])
    assert rows is not None
    async with house.database.write() as tx:
        note = await a_note(tx, author, title, **more)  # type: ignore[arg-type]  # an audience
        await keep_meaning(tx, note.id, rows[0])
    return note


async def ana_of(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


async def test_a_note_in_another_language_is_found_and_says_why(house: House, enter: Enter) -> None:
    ana = await ana_of(house)
    await placed(house, ana, "东京拉面地图", "best ramen in Tokyo")
    await placed(house, ana, "Tax forms, explained", "tax forms explained")
    client = await enter(None)
    page = (await client.get("/search", params={"q": ASKED})).text
    assert "东京拉面地图" in page
    assert "Means something like it" in page
    assert "Tax forms" not in page
    found = (await client.get(CALL, params={"q": ASKED})).json()
    assert [item["title"] for item in found["items"]] == ["东京拉面地图"]
    assert found["alike"] == [found["items"][0]["id"]]


async def test_words_and_meaning_are_merged_and_both_count_most(house: House, enter: Enter) -> None:
    ana = await ana_of(house)
    await placed(house, ana, "东京拉面地图", ASKED)
    await placed(house, ana, "The best ramen in Tokyo", ASKED)
    await placed(house, ana, "Best of Tokyo, without ramen in it", "tax forms")
    client = await enter(None)
    found = (await client.get(CALL, params={"q": ASKED})).json()
    titles = [item["title"] for item in found["items"]]
    assert titles[0] == "The best ramen in Tokyo"
    assert set(titles) == {titles[0], "东京拉面地图", "Best of Tokyo, without ramen in it"}
    assert len(found["alike"]) == 1


async def test_meaning_opens_no_door(house: House, enter: Enter) -> None:
    ana = await ana_of(house)
    await placed(house, ana, "日记", ASKED, audience="me")
    gone = await placed(house, ana, "东京拉面地图", ASKED)
    client = await enter(None)
    assert len((await client.get(CALL, params={"q": ASKED})).json()["items"]) == 1
    async with house.database.write() as tx:
        await withdraw(tx, ana.id, NoteId(gone.id))
    assert (await client.get(CALL, params={"q": ASKED})).json()["items"] == []


async def test_other_orders_names_and_filters_keep_to_their_rule(
    house: House, enter: Enter
) -> None:
    ana = await ana_of(house)
    await placed(house, ana, "东京拉面地图", ASKED)
    client = await enter(None)
    for more in ({"order": "newest"}, {"order": "liked"}, {"kind": "text"}, {"q": f"#{ASKED}"}):
        answer = await client.get(CALL, params={"q": ASKED, **more})
        assert answer.json()["items"] == [], more


async def test_without_the_encoder_words_are_looked_for(house: House, enter: Enter) -> None:
    ana = await ana_of(house)
    await placed(house, ana, "Ramen at home", "something else")
    await house.encoder.close()
    client = await enter(None)
    found = (await client.get(CALL, params={"q": "ramen"})).json()
    assert [item["title"] for item in found["items"]] == ["Ramen at home"]
    assert found["alike"] == []
