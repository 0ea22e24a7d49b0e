"""Blobs in a bucket of any S3-compatible store, by the extra `s3`."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog
from msgspec import Struct

from serai.kernel import Refusal
from serai.media.blobs import ADDRESS, PIECE, address_of, address_of_file, shelf_of

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Config

try:
    import obstore
    from obstore.exceptions import BaseError
    from obstore.store import S3Store
except ImportError:  # the extra `s3` is not installed
    obstore = None  # type: ignore[assignment]  # its absence is answered below

_PART: Final = 8 * 1024 * 1024
_AT_ONCE: Final = 4  # parts of one upload under way: 32 MB of memory
_RESUMES: Final = 3
_KNOWN: Final = 20_000

# Somebody waits for a page, so it gives up soon; a part of a video may take its time.
_OF_PAGES: Final = timedelta(seconds=10)
_OF_VIDEOS: Final = timedelta(seconds=60)
_RETRIES: "Final[RetryConfig]" = {
    "max_retries": 2,
    "retry_timeout": timedelta(seconds=5),
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=1)},
}

_log = structlog.get_logger()


class Bucket(Struct, frozen=True):
    """Where it is and how it is opened; without a key the machine's own role is asked for one."""

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    key: str = ""
    secret: str = ""


class S3Blobs:
    """Objects of one bucket, a folder for each shelf.

    Every request is signed over the hash of its body, so the store itself checks that what it
    was sent is what left here. Raises ValueError where the extra is missing.
    """

    def __init__(self, bucket: Bucket) -> None:
        if obstore is None:
            raise ValueError("files in an S3 store need the extra: uv sync --extra s3")
        self._store = _open(bucket, _OF_PAGES)
        self._patient = _open(bucket, _OF_VIDEOS)
        # What has an address never changes, so neither does its size: one question for each video.
        self._sizes: dict[str, int] = {}

    async def put(self, data: bytes, suffix: str) -> str:
        """Keep `data`; sent again where it is kept, which is how it counts as put now."""
        address = address_of(data, suffix)
        await _send(self._store, address, data)
        return address

    async def put_file(self, path: Path, suffix: str) -> str:
        """Keep the file, sent in parts that the store joins when all are there."""
        address = await asyncio.to_thread(address_of_file, path, suffix)
        await _send(self._patient, address, path)
        return address

    async def get(self, address: str) -> bytes | None:
        """The content, or None."""
        if not ADDRESS.fullmatch(address):
            return None
        try:
            with _told():
                found = await obstore.get_async(self._store, _name(address))
                return bytes(await found.bytes_async())
        except FileNotFoundError:
            return None

    async def size(self, address: str) -> int | None:
        """How many bytes, asked once."""
        if address not in self._sizes:
            found = await self._head(address)
            if found is None:
                return None
            if len(self._sizes) >= _KNOWN:
                self._sizes.clear()
            self._sizes[address] = found[0]
        return self._sizes[address]

    async def stream(self, address: str, begin: int, end: int) -> AsyncGenerator[bytes]:
        """A part of it; a line that breaks, or was left waiting too long, is taken up again."""
        left = 0  # how often it may break before more has come
        while begin < end:
            try:
                async with aclosing(self._pieces(address, begin, end)) as pieces:
                    async for piece in pieces:
                        begin += len(piece)
                        left = _RESUMES
                        yield piece
            except Refusal as no:
                left -= 1
                if no.code == "media.file_gone" or left < 0:
                    raise
            else:
                return

    async def exists(self, address: str) -> bool:
        """Whether it is kept now."""
        return await self._head(address) is not None

    async def delete(self, address: str, put_by: int | None = None) -> None:
        """Forget it, unless it was put after that: asked just before, as the store cannot be."""
        found = await self._head(address)
        self._sizes.pop(address, None)
        if found is not None and (put_by is None or found[1] <= put_by):
            with _told():
                await obstore.delete_async(self._store, _name(address))

    async def old(self, shelf: int, before: int) -> list[str]:
        """What was last put before that."""
        old: list[str] = []
        with _told():
            async for some in obstore.list(self._store, prefix=f"{shelf:02x}", chunk_size=1_000):
                for one in some:
                    address = one["path"].rpartition("/")[2]
                    if _micros(one["last_modified"]) < before and ADDRESS.fullmatch(address):
                        old.append(address)
        return old

    def path(self, address: str) -> Path | None:  # noqa: ARG002 - the protocol's signature
        """Nothing lies on this machine."""
        return None

    async def _head(self, address: str) -> tuple[int, int] | None:
        """How many bytes, and when they were last put (epoch microseconds, whole seconds)."""
        if not ADDRESS.fullmatch(address):
            return None
        try:
            with _told():
                found = await obstore.head_async(self._store, _name(address))
        except FileNotFoundError:
            return None
        return found["size"], _micros(found["last_modified"])

    async def _pieces(self, address: str, begin: int, end: int) -> AsyncGenerator[bytes]:
        if not ADDRESS.fullmatch(address):
            raise Refusal("media.file_gone")
        try:
            with _told():
                found = await obstore.get_async(
                    self._store, _name(address), options={"range": (begin, end)}
                )
        except FileNotFoundError as wrong:
            raise Refusal("media.file_gone") from wrong
        coming = aiter(found.stream(min_chunk_size=PIECE // 2))
        while True:
            with _told():
                some = await anext(coming, None)
            if some is None:
                return
            for at in range(0, len(some), PIECE):
                yield bytes(some[at : at + PIECE])


async def _send(store: "S3Store", address: str, what: bytes | Path) -> None:
    try:
        with _told():
            await obstore.put_async(
                store, _name(address), what, chunk_size=_PART, max_concurrency=_AT_ONCE
            )
    except FileNotFoundError as wrong:  # there is no such bucket
        raise Refusal("media.store_down") from wrong


def _name(address: str) -> str:
    return f"{shelf_of(address)}/{address}"


def _micros(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)


def _open(bucket: Bucket, patience: timedelta) -> "S3Store":
    client: ClientConfig = {
        "connect_timeout": timedelta(seconds=3),
        "read_timeout": patience,
        "timeout": timedelta(hours=12),  # of one answer in all: whoever watches may pause
        "allow_http": bucket.endpoint.startswith("http://"),
    }
    config: S3Config = {"region": bucket.region}
    if bucket.endpoint:
        config["endpoint"] = bucket.endpoint
    if bucket.key:
        config["access_key_id"] = bucket.key
        config["secret_access_key"] = bucket.secret
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        config=config,
        client_options=client,
        retry_config=_RETRIES,
    )


@contextmanager
def _told() -> Iterator[None]:
    """What the store cannot do now, as a refusal; what it does not have stays FileNotFoundError."""
    try:
        yield
    except BaseError as wrong:
        _log.warning("files.unreachable", kind=type(wrong).__name__, said=str(wrong)[:300])
        raise Refusal("media.store_down") from wrong
