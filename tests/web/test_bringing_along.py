"""Old posts in the archive's summary and in the composer."""

import re

import httpx
import pytest
from httpx import AsyncClient

from serai.accounts import Person
from serai.entry import House
from serai.kernel import NoteId
from serai.recommend import OwnPost, keep_own_posts, origin_of, own_posts
from tests.conftest import Enter
from tests.world import a_note, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

APRIL = 1_744_000_000_000_000
OLD = OwnPost("tiktok:7003", APRIL, "my <balcony> in May")
CHINESE = OwnPost("tiktok:7002", APRIL - 1, "三天慢火车")
NAMELESS = OwnPost("x:7001", 0, "")
ACTIONS = r'<option value="([^"]*)"([^>]*)>([^<]*)</option>'


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
        await keep_own_posts(tx, ana.id, [OLD, CHINESE, NAMELESS])
    return ana


async def send(client: AsyncClient, origin: str, to: str = "/publish") -> httpx.Response:
    fields = {"act": "publish", "kind": "text", "words": "我的阳台", "origin": origin}
    return await client.post(to, files=[(name, (None, value)) for name, value in fields.items()])


def options(answer: httpx.Response) -> list[tuple[str, ...]]:
    return re.findall(ACTIONS, answer.text)


async def came_from(house: House, location: str) -> str | None:
    which = NoteId.parse(location.removeprefix("/notes/"))
    assert which is not None
    async with house.database.read() as look:
        found = await origin_of(look, which)
    return found.outside if found else None


async def test_only_who_brought_posts_along_is_asked(
    house: House, enter: Enter, ana: Person
) -> None:
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
    assert 'name="origin"' not in (await (await enter(bo)).get("/publish")).text
    offered = options(await (await enter(ana)).get("/publish"))
    assert offered == [
        ("", "", "No, it is new"),
        ("tiktok:7003", "", "Apr 7, 2025 · my &lt;balcony&gt; in May"),
        ("tiktok:7002", ' lang="zh-Hans"', "Apr 7, 2025 · 三天慢火车"),
        ("x:7001", "", "X · 7001"),
    ]
    chinese = await (await enter(ana, "zh")).get("/publish")
    assert "2025年4月7日 · 三天慢火车" in chinese.text


async def test_an_old_post_becomes_the_note_and_is_offered_no_more(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    made = await send(client, OLD.outside)
    assert made.status_code == 303
    assert await came_from(house, made.headers["location"]) == OLD.outside
    assert OLD.outside not in (await client.get("/publish")).text
    form = await client.get(f"{made.headers['location']}/edit")
    assert "Came along from TikTok, where it was posted on Apr 7, 2025." in form.text
    assert 'name="origin"' not in form.text
    mine = await client.get(made.headers["location"])
    assert "TikTok, Apr 7, 2025" in mine.text
    others = await (await enter()).get(made.headers["location"])
    assert "TikTok" not in others.text


async def test_a_note_may_take_its_old_post_s_place_later(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    made = await send(client, "")
    where = made.headers["location"]
    assert await came_from(house, where) is None
    assert len(options(await client.get(f"{where}/edit"))) == 4
    assert (await send(client, CHINESE.outside, f"{where}/edit")).status_code == 303
    assert await came_from(house, where) == CHINESE.outside


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_what_cannot_be_brought_along_is_told_and_nothing_typed_is_lost(
    house: House, enter: Enter, ana: Person, locale: str
) -> None:
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
        await keep_own_posts(tx, bo.id, [OwnPost("tiktok:9", APRIL, "bo's")])
    client = await enter(ana, locale)
    await send(client, OLD.outside)
    for origin, code in (
        ("tiktok:9", "recommend.not_your_post"),
        ("nonsense\x00", "recommend.not_your_post"),
        (OLD.outside, "recommend.already_claimed"),
    ):
        answer = await send(client, origin)
        sentence = house.words.refusals[code]
        assert answer.status_code == sentence.status
        assert sentence.spoken(locale, {}) in answer.text
        assert "我的阳台" in answer.text
    async with house.database.write() as tx:
        note = await a_note(tx, bo)
    assert (await send(client, CHINESE.outside, f"/notes/{note.id}/edit")).status_code == 404


async def test_the_choice_stays_where_something_else_is_wrong(enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    fields = {"act": "publish", "title": "x" * 65, "origin": CHINESE.outside}
    answer = await client.post(
        "/publish", files=[(name, (None, value)) for name, value in fields.items()]
    )
    assert answer.status_code == 422
    assert [one[0] for one in options(answer) if "selected" in one[1]] == [CHINESE.outside]


@pytest.mark.parametrize(
    ("locale", "said"), [("en", "4 posts of your own"), ("zh", "还有 4 条你自己发过的作品")]
)
async def test_the_sample_s_own_posts_are_told_and_come_along(
    house: House, enter: Enter, ana: Person, locale: str, said: str
) -> None:
    client = await enter(ana, locale)
    await client.post("/arrive/sample")
    assert said in (await client.get("/arrive/understood")).text
    await client.post("/arrive/settle")
    async with house.database.read() as look:
        assert len(await own_posts(look, ana.id, 0, 50)) == 3 + 4
