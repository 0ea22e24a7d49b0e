"""Hostile files meet the darkroom: refused, or served without what was hidden in them."""

import io

import pytest
from PIL import Image

from serai.entry import House
from serai.kernel import Refusal
from serai.media import MEDIA_TYPES, ChildDarkroom, PictureLimits
from tests.conftest import Enter
from tests.media.hostile import HOSTILE, PAYLOAD
from tests.media.made import plain, saved
from tests.world import somebody

LIMITS = PictureLimits()
GOOD = saved(plain(), "PNG")


async def test_a_hostile_file_is_refused_or_cleaned_and_the_next_one_is_read() -> None:
    darkroom = ChildDarkroom(1)
    for name, (data, code) in HOSTILE.items():
        if code is None:
            for one in (await darkroom.develop(data, LIMITS)).cuts:
                assert_clean(one.data, name)
        else:
            with pytest.raises(Refusal) as refused:
                await darkroom.develop(data, LIMITS)
            assert refused.value.code == code, name
        assert (await darkroom.develop(GOOD, LIMITS)).cuts, f"after {name}"
    await darkroom.close()


def assert_clean(data: bytes, name: str) -> None:
    """Nothing is in the file but pixels."""
    assert b"serai-payload" not in data, name
    assert PAYLOAD[:8] not in data, name
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        assert not image.getexif(), name
        assert "icc_profile" not in image.info, name


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_of_what_is_refused_nothing_is_kept(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    client = await enter(ana)
    for name, (data, code) in HOSTILE.items():
        before = await kept(house)
        answer = await client.post("/api/serai/v1/pictures", files={"file": ("a.jpg", data)})
        if code is None:
            assert answer.status_code == 201, name
            for one in answer.json()["variants"]:
                served = await client.get(one["url"])
                assert b"serai-payload" not in served.content, name
                assert served.headers["content-type"] in MEDIA_TYPES.values()
                assert served.headers["x-content-type-options"] == "nosniff"
        else:
            assert answer.json()["code"] == code, name
            assert await kept(house) == before, name
    assert (await client.get("/healthz")).status_code in {200, 404}


async def kept(house: House) -> set[str]:
    return {one for shelf in range(256) for one in await house.blobs.old(shelf, 1 << 62)}
