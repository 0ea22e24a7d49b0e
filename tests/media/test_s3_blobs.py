"""What only a store elsewhere can do to us: be silent, break off, or not be installed."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from msgspec.structs import replace

from serai.kernel import Refusal
from serai.media import Bucket, S3Blobs, s3_blobs

FILM = b"0123456789" * 100_000
ADDRESS = "0" * 64 + ".mp4"

Handle = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def a_store_that(handle: Handle) -> AsyncIterator[Bucket]:
    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield Bucket("serai", "", f"http://127.0.0.1:{port}", "us-east-1", "key", "secret")


async def request(reader: asyncio.StreamReader) -> str:
    return (await reader.readuntil(b"\r\n\r\n")).decode().lower()


async def test_a_store_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    monkeypatch.setattr(s3_blobs, "_OF_PAGES", timedelta(milliseconds=300))
    async with a_store_that(say_nothing) as bucket:
        begun = time.monotonic()
        with pytest.raises(Refusal, match="store_down"):
            await S3Blobs(bucket).size(ADDRESS)
        assert time.monotonic() - begun < 5


async def test_a_line_that_breaks_is_taken_up_where_it_broke() -> None:
    asked: list[int] = []

    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found = re.search(r"range: bytes=(\d+)-(\d+)", await request(reader))
        assert found
        begin, end = int(found[1]), int(found[2]) + 1
        asked.append(begin)
        head = (
            "HTTP/1.1 206 Partial Content",
            f"content-length: {end - begin}",
            f"content-range: bytes {begin}-{end - 1}/{len(FILM)}",
            "last-modified: Sat, 28 Nov 2026 10:00:00 GMT",
            'etag: "x"',
        )
        writer.write("\r\n".join((*head, "", "")).encode())
        writer.write(FILM[begin : min(end, begin + 400_000)])
        await writer.drain()
        writer.close()

    async with a_store_that(break_off) as bucket:
        pieces = [one async for one in S3Blobs(bucket).stream(ADDRESS, 5, len(FILM))]
    assert b"".join(pieces) == FILM[5:]
    assert len(asked) > 2
    assert asked == sorted(asked)


async def test_a_key_that_opens_nothing_is_a_store_that_is_down(bucket: Bucket) -> None:
    stranger = S3Blobs(replace(bucket, secret="guessed"))
    for verb in (stranger.put(b"x", ".webp"), stranger.get(ADDRESS), stranger.size(ADDRESS)):
        with pytest.raises(Refusal, match="store_down"):
            await verb


async def test_places_under_two_prefixes_know_nothing_of_each_other(bucket: Bucket) -> None:
    ours, theirs = S3Blobs(bucket), S3Blobs(replace(bucket, prefix=f"{bucket.prefix}/inner"))
    address = await theirs.put(b"x", ".webp")
    assert not await ours.exists(address)
    assert await ours.old(int(address[:2], 16), 2**62) == []


def test_without_the_extra_it_says_which_one_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3_blobs, "obstore", None)
    with pytest.raises(ValueError, match="--extra s3"):
        S3Blobs(Bucket("serai"))
