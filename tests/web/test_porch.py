import httpx
import pytest
from starlette.types import ASGIApp

from serai.entry import load_words
from serai.entry.door import Door, Progress
from serai.web import asset, porch, sheets

WORDS = load_words()


def knock(door: Door) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url="http://localhost")


@pytest.fixture
def door() -> Door:
    return Door(lambda progress: porch(WORDS, progress))


@pytest.mark.parametrize(("tongue", "said"), [("en", "being made ready"), ("zh-CN", "正在布置")])
async def test_who_comes_early_waits_in_the_colours_of_the_house(
    door: Door, tongue: str, said: str
) -> None:
    door.progress.move(3, 8)
    async with knock(door) as client:
        page = await client.get("/notes/1", headers={"accept-language": tongue})
        sheet = await client.get(asset("serai.css"))
        program = await client.get("/api/serai/v1/me")
    assert (page.status_code, page.headers["retry-after"]) == (503, "2")
    assert said in page.text
    assert 'max="8" value="3"' in page.text
    assert sheets("serai", "frame") in page.text
    assert sheet.status_code == 200
    assert (program.status_code, program.json()["code"]) == (503, "entry.setting_up")


async def test_health_is_503_until_the_house_stands(door: Door) -> None:
    async def set_up(progress: Progress) -> ASGIApp:
        return porch(WORDS, progress)

    async with knock(door) as client:
        assert (await client.get("/healthz")).status_code == 503
        await door.build(set_up)
        assert (await client.get("/healthz")).json()["status"] == "ready"


async def test_a_house_that_could_not_be_set_up_says_so(door: Door) -> None:
    async def fall(_: Progress) -> ASGIApp:
        raise OSError("no room")

    async with knock(door) as client:
        with pytest.raises(OSError, match="no room"):
            await door.build(fall)
        assert (await client.get("/healthz")).status_code == 503
        page = await client.get("/")
    assert "could not be set up" in page.text
    assert 'http-equiv="refresh"' not in page.text
