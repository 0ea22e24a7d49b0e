"""A whole house whose files lie in a bucket, as its settings say."""

import re
from pathlib import Path

import httpx

from serai.accounts import open_session
from serai.app import close_house, doors, open_house
from serai.entry import Guard, House, load_words
from serai.media import Bucket, S3Blobs
from serai.settings import read_settings
from tests.media.made import corner, saved
from tests.world import somebody


async def test_a_picture_is_published_shown_and_handed_out(bucket: Bucket, tmp_path: Path) -> None:
    settings = read_settings(
        {
            "SERAI_HOME": str(tmp_path),
            "SERAI_MODELS": "0",
            "SERAI_FILES": f"s3://{bucket.name}/{bucket.prefix}",
            "SERAI_S3_ENDPOINT": bucket.endpoint,
            "SERAI_S3_KEY": bucket.key,
            "SERAI_S3_SECRET": bucket.secret,
        }
    )
    house = await open_house(settings, load_words())
    try:
        assert isinstance(house.blobs, S3Blobs)
        await _walk(house)
    finally:
        await close_house(house)
    assert not (tmp_path / "blobs").exists()


async def _walk(house: House) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
        token = await open_session(tx, ana.id, "test")
    transport = httpx.ASGITransport(app=Guard(doors(house), house.words))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        bearer = {"authorization": f"Bearer {token}"}
        sent = await client.post(
            "/api/serai/v1/pictures",
            files={"file": ("x.jpg", saved(corner(900, 600), "JPEG"), "image/jpeg")},
            headers=bearer,
        )
        assert sent.status_code == 201, sent.text
        note = await client.post(
            "/api/serai/v1/notes",
            json={"title": "From a bucket", "pictures": [sent.json()["id"]]},
            headers=bearer,
        )
        assert note.status_code == 201, note.text
        page = await client.get(f"/notes/{note.json()['id']}")
        assert "From a bucket" in page.text
        files = set(re.findall(r"/media/[0-9a-f]{64}\.\w+", page.text))
        assert files
        for file in files:
            whole = await client.get(file)
            assert (whole.status_code, whole.headers["content-type"][:6]) == (200, "image/")
            part = await client.get(file, headers={"range": "bytes=4-9"})
            assert (part.status_code, part.content) == (206, whole.content[4:10])
