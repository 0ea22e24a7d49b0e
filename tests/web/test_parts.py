"""Files handed out whole and in parts, from each kind of place they are kept in."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware

from serai.accounts import Person, open_session
from serai.app import build, doors
from serai.clips import Rung
from serai.entry import House
from serai.kernel import Refusal
from serai.media import (
    PIECE,
    Blobs,
    Bucket,
    FolderBlobs,
    MemoryBlobs,
    S3Blobs,
)
from serai.notes import Audience, Draft, NoteLimits, publish
from serai.settings import Settings
from serai.store import Read
from serai.web.media import reach_of
from tests.s3_server import free_ports
from tests.world import a_clip, somebody

# Where files are kept has nothing to do with where rows are.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

DATA = bytes(range(256)) * 3_000
assert len(DATA) > 2 * PIECE


@pytest.fixture(params=["folder", "memory", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    made: dict[str, Callable[[], Blobs]] = {
        "folder": lambda: FolderBlobs(tmp_path / "blobs"),
        "memory": MemoryBlobs,
        "s3": lambda: S3Blobs(request.getfixturevalue("bucket")),
    }
    return made[request.param]()


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


def client_of(house: House) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=doors(house))
    return httpx.AsyncClient(transport=transport, base_url=house.place.address)


@pytest.fixture
async def stranger(house: House, blobs: Blobs) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(replace(house, blobs=blobs)) as client:
        yield client


async def shown(
    house: House, blobs: Blobs, author: Person, data: bytes, suffix: str = ".mp4"
) -> str:
    """The file in a note for everybody."""
    address = await blobs.put(data, suffix)
    await show(house, author, address)
    return f"/media/{address}"


async def show(house: House, author: Person, address: str, audience: Audience = "everyone") -> None:
    async with house.database.write() as tx:
        clip = await a_clip(tx, author.id, Rung(360, 640, 800_000, "avc1.64001e", 9, address, ""))
        draft = Draft(kind="video", title="A film", clip=clip.id, audience=audience)
        await publish(tx, author, draft, NoteLimits())


async def test_all_of_it_and_parts_of_it_come_as_they_are_asked_for(
    house: House, stranger: httpx.AsyncClient, blobs: Blobs, ana: Person
) -> None:
    to = await shown(house, blobs, ana, DATA)
    size = len(DATA)
    every = await stranger.get(to)
    assert (every.status_code, every.content) == (200, DATA)
    assert every.headers["content-length"] == str(size)
    assert every.headers["accept-ranges"] == "bytes"
    assert every.headers["content-type"] == "video/mp4"
    for asked, begin, end in (
        ("bytes=0-", 0, size),
        ("bytes=0-0", 0, 1),
        (f"bytes=100-{PIECE + 99}", 100, PIECE + 100),
        ("bytes=-7", size - 7, size),
        ("bytes=-99999999", 0, size),
        (f"bytes={size - 1}-{size + 5}", size - 1, size),
    ):
        part = await stranger.get(to, headers={"range": asked})
        assert (part.status_code, part.content) == (206, DATA[begin:end])
        assert part.headers["content-range"] == f"bytes {begin}-{end - 1}/{size}"
        assert part.headers["content-length"] == str(end - begin)
        for name in ("etag", "cache-control", "content-type", "x-content-type-options"):
            assert part.headers[name] == every.headers[name]
    for asked in ("bytes=0-0,5-6", "bytes=9-3", "lines=0-1"):
        whole = await stranger.get(to, headers={"range": asked})
        assert (whole.status_code, whole.content) == (200, DATA)
        assert "content-range" not in whole.headers


async def test_what_lies_beyond_the_end_is_refused_with_its_length(
    house: House, stranger: httpx.AsyncClient, blobs: Blobs, ana: Person
) -> None:
    to = await shown(house, blobs, ana, b"0123456789")
    for asked in ("bytes=10-", "bytes=-0"):
        beyond = await stranger.get(to, headers={"range": asked})
        assert (beyond.status_code, beyond.content) == (416, b"")
        assert beyond.headers["content-range"] == "bytes */10"
    empty = await shown(house, blobs, ana, b"")
    assert (await stranger.get(empty)).content == b""
    assert (await stranger.get(empty, headers={"range": "bytes=0-"})).status_code == 416


async def test_a_head_tells_of_the_whole_and_sends_nothing(
    house: House, stranger: httpx.AsyncClient, blobs: Blobs, ana: Person
) -> None:
    to = await shown(house, blobs, ana, DATA)
    for headers in ({}, {"range": "bytes=0-0"}):
        head = await stranger.head(to, headers=headers)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(DATA))
        assert head.headers["content-type"] == "video/mp4"


async def test_conditions_are_kept(
    house: House, stranger: httpx.AsyncClient, blobs: Blobs, ana: Person
) -> None:
    to = await shown(house, blobs, ana, DATA)
    tag = (await stranger.head(to)).headers["etag"]
    part = {"range": "bytes=0-0"}
    for headers, status in (
        ({"if-none-match": tag}, 304),
        ({"if-none-match": f'"x", W/{tag}'}, 304),
        ({"if-none-match": tag, **part}, 304),
        ({"if-none-match": '"x"'}, 200),
        ({"if-match": tag}, 200),
        ({"if-match": '"x"'}, 412),
        ({"if-range": tag, **part}, 206),
        ({"if-range": '"x"', **part}, 200),
        ({"if-range": f"W/{tag}", **part}, 200),
        ({"if-range": "Sat, 28 Nov 2026 10:00:00 GMT", **part}, 200),
    ):
        answer = await stranger.get(to, headers=headers)
        assert answer.status_code == status, headers
        assert (answer.content == b"") is (status in {304, 412})
        assert answer.headers["etag"] == tag


@pytest.mark.parametrize(
    ("suffix", "kind", "how"),
    [
        (".m3u8", "application/vnd.apple.mpegurl", "inline"),
        (".mp4", "video/mp4", "inline"),
        (".vtt", "text/vtt; charset=utf-8", "inline"),
        (".webp", "image/webp", "inline"),
        (".html", "application/octet-stream", "attachment"),
        (".svg", "application/octet-stream", "attachment"),
        (".mov", "application/octet-stream", "attachment"),
    ],
)
async def test_each_kind_is_named_and_none_can_act_as_a_page(
    house: House, ana: Person, suffix: str, kind: str, how: str
) -> None:
    to = await shown(house, house.blobs, ana, b"<script>alert(1)</script>", suffix)
    async with client_of(house) as stranger:
        for headers, status in (({}, 200), ({"range": "bytes=0-4"}, 206)):
            answer = await stranger.get(to, headers=headers)
            assert answer.status_code == status
            assert answer.headers["content-type"] == kind
            assert answer.headers["x-content-type-options"] == "nosniff"
            policy = answer.headers["content-security-policy"].split("; ")
            assert policy[0] == "default-src 'none'"
            assert policy[-1] in {"sandbox", "sandbox allow-same-origin"}, "nothing runs in it"
            assert {"script-src", "frame-src"}.isdisjoint(one.split()[0] for one in policy)
            name = to.removeprefix("/media/")[:12] + suffix
            assert answer.headers["content-disposition"] == f'{how}; filename="{name}"'


async def test_what_is_not_for_everybody_is_kept_by_no_cache_unasked(
    house: House, ana: Person
) -> None:
    async with house.database.write() as tx:
        token = await open_session(tx, ana.id, "test")
    async with client_of(house) as client:
        for suffix, kept in ((".mp4", "no-cache"), (".m3u8", "no-cache"), (".webp", "no-store")):
            address = await house.blobs.put(DATA, suffix)
            await show(house, ana, address, "me")
            assert (await client.get(f"/media/{address}")).status_code == 404
            own = {"authorization": f"Bearer {token}", "range": "bytes=5-8"}
            answer = await client.get(f"/media/{address}", headers=own)
            assert (answer.status_code, answer.content) == (206, DATA[5:9])
            assert answer.headers["cache-control"] == f"private, {kept}"
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"
            # What the browser has is asked for again, and not told to who may not see it.
            tag = {"if-none-match": answer.headers["etag"]}
            assert (await client.get(f"/media/{address}", headers=own | tag)).status_code == 304
            assert (await client.get(f"/media/{address}", headers=tag)).status_code == 404


class Counted:
    """A transaction that counts what it is asked."""

    def __init__(self, inner: Read) -> None:
        self.asked = 0
        self.now = inner.now
        self._inner = inner

    async def all(self, asked: Any, /, **given: Any) -> list[Any]:
        self.asked += 1
        return await self._inner.all(asked, **given)

    async def one(self, asked: Any, /, **given: Any) -> Any:
        self.asked += 1
        return await self._inner.one(asked, **given)


async def test_a_part_of_a_video_asks_the_database_three_things(house: House, ana: Person) -> None:
    address = await house.blobs.put(DATA, ".mp4")
    await show(house, ana, address)
    async with house.database.read() as look:
        for viewer in (None, ana.id):
            counted = Counted(look)
            assert await reach_of(cast("Read", counted), viewer, address) == "everyone"
            assert counted.asked == 3


@pytest.mark.parametrize("suffix", [".m3u8", ".vtt", ".mov", ".mp4"])
async def test_files_are_never_packed_on_their_way(
    house: House, ana: Person, tmp_path: Path, suffix: str
) -> None:
    outer = cast("Starlette", build(Settings(home=tmp_path)))
    [said] = [one.kwargs for one in outer.user_middleware if "compresslevel" in one.kwargs]
    packed = GZipMiddleware(doors(house), **cast("dict[str, Any]", said))
    to = await shown(house, house.blobs, ana, DATA, suffix)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=packed), base_url=house.place.address
    ) as client:
        file = await client.get(to, headers={"accept-encoding": "gzip"})
        assert (file.headers["content-length"], file.content) == (str(len(DATA)), DATA)
        assert "content-encoding" not in file.headers
        page = await client.get("/", headers={"accept-encoding": "gzip"})
        assert page.headers["content-encoding"] == "gzip"


async def test_a_file_that_is_gone_is_told_before_a_byte_of_it(
    house: House, stranger: httpx.AsyncClient, blobs: Blobs, ana: Person
) -> None:
    to = await shown(house, blobs, ana, DATA)
    assert (await stranger.head(to)).status_code == 200
    await blobs.delete(to.removeprefix("/media/"))
    for headers in ({}, {"range": "bytes=0-0"}):
        gone = await stranger.get(to, headers=headers)
        assert gone.status_code == 404
        assert "kept here any more" in gone.text
        assert "cache-control" not in gone.headers or "public" not in gone.headers["cache-control"]


async def test_a_store_that_is_down_says_so_in_the_reader_s_language(
    house: House, ana: Person
) -> None:
    [port] = free_ports(1)
    down = S3Blobs(Bucket("serai", "", f"http://127.0.0.1:{port}", "us-east-1", "key", "secret"))
    address = await house.blobs.put(DATA, ".mp4")
    await show(house, ana, address)
    async with client_of(replace(house, blobs=down)) as stranger:
        for language, words in (("en", "does not answer"), ("zh", "没有回应")):
            answer = await stranger.get(f"/media/{address}", headers={"accept-language": language})
            assert answer.status_code == 503
            assert words in answer.text
    for verb in (down.put(b"x", ".webp"), down.get(address), down.exists(address), down.old(0, 1)):
        with pytest.raises(Refusal, match="store_down"):
            await verb
