from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from serai.accounts import Person
from serai.entry import House
from serai.kernel import HandClock
from tests.conftest import Enter
from tests.world import a_note, a_picture, somebody

V1 = "/api/serai/v1"


@pytest.fixture
async def pair(house: House) -> tuple[Person, Person]:
    async with house.database.write() as tx:
        return await somebody(tx, "ana"), await somebody(tx, "bo")


async def test_a_note_is_published_read_and_changed(
    house: House, enter: Enter, pair: tuple[Person, Person]
) -> None:
    ana, bo = pair
    async with house.database.write() as tx:
        pictures = [str(int(await a_picture(tx, ana.id, f"view {n}"))) for n in range(2)]
    hers, his, nobodys = await enter(ana), await enter(bo), await enter()
    draft = {"title": "湖边的一天", "text": "#旅行 with @bo", "pictures": pictures}
    made = await hers.post(f"{V1}/notes", json=draft)
    assert made.status_code == 201
    note = made.json()
    assert (note["title"], note["language"], note["likes"]) == ("湖边的一天", "zh", 0)
    assert note["topics"] == [{"key": "travel", "shown": "旅行"}]
    assert [one["alt"] for one in note["pictures"]] == ["view 0", "view 1"]
    assert note["author"]["handle"] == "ana"
    assert note["published_at"].endswith("Z")
    where = f"{V1}/notes/{note['id']}"
    assert (await nobodys.get(where)).json() == note

    assert (await his.patch(where, json={"title": "mine now"})).status_code == 404
    assert (await nobodys.patch(where, json={})).status_code == 401
    changed = (await hers.patch(where, json={"audience": "me"})).json()
    assert changed["edited_at"]
    assert changed == note | {"audience": "me", "edited_at": changed["edited_at"]}
    for reader in (his, nobodys):
        assert (await reader.get(where)).json()["code"] == "note.not_found"
    await hers.patch(where, json={"audience": "everyone", "topics": ["湖"]})
    assert [one["shown"] for one in (await his.get(where)).json()["topics"]] == ["湖", "旅行"]


async def test_a_withdrawn_note_waits_for_its_author_alone(
    house: House, enter: Enter, pair: tuple[Person, Person]
) -> None:
    ana, bo = pair
    async with house.database.write() as tx:
        note = await a_note(tx, ana)
    hers, his, nobodys = await enter(ana), await enter(bo), await enter()
    where = f"{V1}/notes/{note.id}"
    assert (await his.delete(where)).status_code == 404
    assert (await hers.delete(where)).status_code == 204
    assert (await hers.get(where)).status_code == 404
    assert (await his.post(f"{where}/restore")).status_code == 404
    (gone,) = (await hers.get(f"{V1}/me/withdrawn")).json()["items"]
    assert (gone["id"], gone["withdrawn_at"][-1]) == (str(note.id), "Z")
    assert (await his.get(f"{V1}/me/withdrawn")).json() == {"items": [], "next": None}
    assert (await nobodys.get(f"{V1}/me/withdrawn")).status_code == 401
    assert (await hers.post(f"{where}/restore")).json()["withdrawn_at"] is None
    assert (await nobodys.get(where)).status_code == 200


async def test_a_text_note_gets_its_cover_and_a_new_one_for_new_words(
    enter: Enter, pair: tuple[Person, Person]
) -> None:
    hers = await enter(pair[0])
    draft = {"kind": "text", "cover_words": "Three small things 三件小事", "cover_style": "teal"}
    made = (await hers.post(f"{V1}/notes", json=draft)).json()
    assert made["pictures"][0]["alt"] == "Three small things 三件小事"
    assert (made["pictures"][0]["width"], made["cover_style"]) == (1080, "teal")
    where = f"{V1}/notes/{made['id']}"
    titled = (await hers.patch(where, json={"title": "Camping"})).json()
    assert titled["pictures"] == made["pictures"]
    again = (await hers.patch(where, json={"cover_words": "Four"})).json()
    assert (again["pictures"][0]["alt"], again["title"]) == ("Four", "Camping")
    for wrong, code in (
        ({"kind": "text"}, "note.no_words"),
        ({"kind": "text", "cover_words": "x", "cover_style": "gold"}, "entry.malformed"),
        ({"kind": "photo"}, "note.no_pictures"),
        ({"kind": "photo", "pictures": ["1"]}, "note.foreign_picture"),
        ({"kind": "photo", "pictures": ["9" * 30]}, "entry.malformed"),
    ):
        refused = await hers.post(f"{V1}/notes", json=wrong)
        assert (refused.status_code, refused.json()["code"]) == (422, code)


async def test_hearts_hiding_and_reports_are_given_and_taken_back(
    house: House, enter: Enter, pair: tuple[Person, Person]
) -> None:
    ana, bo = pair
    async with house.database.write() as tx:
        note = await a_note(tx, ana)
    his, nobodys = await enter(bo), await enter()
    where = f"{V1}/notes/{note.id}"
    for _ in range(2):
        liked = (await his.put(f"{where}/like")).json()
        assert (liked["likes"], liked["liked"]) == (1, True)
    assert (await nobodys.get(where)).json()["liked"] is False
    assert (await his.delete(f"{where}/like")).json()["likes"] == 0
    for verb in (his.put, his.delete):
        assert (await verb(f"{where}/hide")).status_code == 204
    filed = await his.post(
        f"{V1}/reports", json={"subject_kind": "note", "subject": str(note.id), "reason": "spam"}
    )
    assert filed.status_code == 201
    report = f"{V1}/reports/{filed.json()['id']}"
    assert (await nobodys.delete(report)).status_code == 401
    assert (await his.delete(report)).status_code == 204
    assert (await his.delete(report)).json()["code"] == "report.not_found"
    for kind in ("note", "comment", "person"):
        sent = {"subject_kind": kind, "subject": "404", "reason": "spam"}
        assert (await his.post(f"{V1}/reports", json=sent)).status_code == 404
    person = {"subject_kind": "person", "subject": str(ana.id), "reason": "harassment"}
    assert (await his.post(f"{V1}/reports", json=person)).status_code == 201


async def test_people_talk_under_a_note(
    house: House, enter: Enter, pair: tuple[Person, Person]
) -> None:
    ana, bo = pair
    async with house.database.write() as tx:
        note = await a_note(tx, ana)
    hers, his, nobodys = await enter(ana), await enter(bo), await enter()
    talk = f"{V1}/notes/{note.id}/comments"
    said = (await his.post(talk, json={"text": "Where is it?"})).json()
    answer = await hers.post(talk, json={"text": "At the lake", "answers": said["id"]})
    assert (answer.status_code, answer.json()["thread"]) == (201, said["id"])
    assert (await nobodys.post(talk, json={"text": "x"})).status_code == 401
    assert (await his.post(talk, json={"text": " "})).json()["code"] == "comment.empty"
    (thread,) = (await nobodys.get(talk)).json()["items"]
    assert thread["comment"] == said
    assert thread["answers"] == [answer.json()]
    answers = await nobodys.get(f"{V1}/comments/{said['id']}/answers")
    assert answers.json() == {"items": [answer.json()], "next": None}
    where = f"{V1}/comments/{said['id']}"
    assert (await hers.delete(where)).status_code == 404
    assert (await his.delete(where)).status_code == 204
    assert (await nobodys.get(talk)).json()["items"] == []
    assert (await his.post(f"{where}/restore")).json() == said
    assert (await nobodys.get(f"{V1}/notes/{note.id}")).json()["comments"] == 2


async def test_ties_are_made_and_undone(enter: Enter, pair: tuple[Person, Person]) -> None:
    hers, his = [await enter(person) for person in pair]
    none = dict.fromkeys(("following", "followed_by", "blocking", "requested"), False)
    follows = none | {"following": True}
    for _ in range(2):
        assert (await his.put(f"{V1}/people/ana/follow")).json() == follows
    assert (await hers.get(f"{V1}/people/bo/ties")).json() == none | {"followed_by": True}
    fans = (await his.get(f"{V1}/people/ana/followers")).json()
    assert [one["handle"] for one in fans["items"]] == ["bo"]
    followed = (await his.get(f"{V1}/people/bo/following")).json()
    assert [one["handle"] for one in followed["items"]] == ["ana"]
    assert (await hers.put(f"{V1}/people/bo/block")).json() == none | {"blocking": True}
    assert (await hers.get(f"{V1}/people/bo/ties")).json() == none | {"blocking": True}
    assert (await his.get(f"{V1}/people/ana/ties")).json() == none  # they are not told
    assert (await his.put(f"{V1}/people/ana/follow")).json()["code"] == "graph.not_possible"
    blocked = (await hers.get(f"{V1}/me/blocked")).json()
    assert [one["handle"] for one in blocked["items"]] == ["bo"]
    assert (await hers.delete(f"{V1}/people/bo/block")).json() == none
    assert (await his.put(f"{V1}/people/nobody/follow")).status_code == 404
    assert (await hers.put(f"{V1}/people/ana/follow")).json()["code"] == "graph.self"


async def every(ask: Callable[[str], Awaitable[httpx.Response]], where: str) -> list[Any]:
    """All items of a list, read on by the `Link` header alone."""
    items: list[Any] = []
    for _ in range(50):
        page = await ask(where)
        assert page.status_code == 200
        items += page.json()["items"]
        if "next" not in page.links:
            assert page.json()["next"] is None
            return items
        where = page.links["next"]["url"]
    raise AssertionError("the list has no end")


async def test_lists_are_read_on_by_their_links(
    house: House, enter: Enter, clock: HandClock, pair: tuple[Person, Person]
) -> None:
    ana, bo = pair
    made: list[str] = []
    for number in range(7):
        clock.advance(timedelta(seconds=1))
        async with house.database.write() as tx:
            note = await a_note(tx, ana, f"Tea 茶 {number}", topics=("tea",))
            await a_note(tx, ana, "Tea 茶, unseen", topics=("tea",), audience="me")
            made.insert(0, str(note.id))
    his = await enter(bo)
    for where in ("people/ana/notes?", "topics/TEA/notes?", "search/notes?q=茶&"):
        met = await every(his.get, f"{V1}/{where}limit=3")
        assert [one["id"] for one in met] == made
    found = (await his.get(f"{V1}/search", params={"q": "tea"})).json()
    assert [one["id"] for one in found["notes"]] == made
    for wrong in (
        "limit=0",
        "limit=51",
        "limit=x",
        "after=!",
        "after=f000000000000000",
        "after=" + "k" * 300,
    ):
        refused = await his.get(f"{V1}/people/ana/notes?{wrong}")
        assert (refused.status_code, refused.json()["code"]) == (422, "entry.malformed")


@pytest.mark.parametrize("query", ["🍜" * 4000, "\x00\x07", '" OR *', "", "a" * 4000])
async def test_strange_queries_are_answered_calmly(enter: Enter, query: str) -> None:
    nobody = await enter()
    answer = await nobody.get(f"{V1}/search", params={"q": query})
    assert (answer.status_code, answer.json()) == (200, {"notes": [], "people": []})


@pytest.mark.parametrize("name", ["%00", "%ED%A0%80", "%F0%9F%8D%9C", "x" * 200, "x" * 201])
async def test_strange_names_in_addresses_are_answered_calmly(enter: Enter, name: str) -> None:
    nobody = await enter()
    assert (await nobody.get(f"{V1}/people/{name}")).status_code == 404
    assert (await nobody.get(f"{V1}/people/{name}/notes")).status_code == 404
    assert (await nobody.get(f"{V1}/topics/{name}/notes")).status_code in {200, 404}
    for where in ("notes/{}", "notes/{}/comments", "comments/{}/answers"):
        for which in (name, "0", "9" * 19, "9" * 40, "-1", "1.5"):
            answer = await nobody.get(f"{V1}/{where.format(which)}")
            assert answer.status_code == 404
