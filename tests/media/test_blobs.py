import asyncio
import time
from array import array
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from msgspec import Struct

from serai.kernel import Refusal
from serai.media import PIECE, Blobs, FolderBlobs, MemoryBlobs, S3Blobs, at_hand

ABSENT = "0" * 64 + ".webp"
LATER = 2**62


@pytest.fixture(params=["folder", "memory", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    (tmp_path / "secret.webp").write_bytes(b"not for you")
    made: dict[str, Callable[[], Blobs]] = {
        "folder": lambda: FolderBlobs(tmp_path / "blobs"),
        "memory": MemoryBlobs,
        "s3": lambda: S3Blobs(request.getfixturevalue("bucket")),
    }
    return made[request.param]()


@pytest.fixture
def tick(blobs: Blobs) -> float:
    """How many seconds apart two moments must be for the store to tell them apart."""
    return 1.1 if isinstance(blobs, S3Blobs) else 0.05


class Film(Struct, frozen=True):
    """A file larger than a part of an upload, in which every place is told from every other."""

    path: Path
    data: bytes

    def remove(self) -> None:
        self.path.unlink()


@pytest.fixture
def film(tmp_path: Path) -> Film:
    made = Film(tmp_path / "film.mp4", array("Q", range(1_200_000)).tobytes())
    made.path.write_bytes(made.data)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty one."""
    (tmp_path / "fetched").mkdir()
    return tmp_path / "fetched"


def read(path: Path) -> bytes:
    return path.read_bytes()


def list_of(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def whole(coming: AsyncIterator[bytes]) -> bytes:
    return b"".join([piece async for piece in coming])


async def test_what_is_put_is_got_under_the_hash_of_its_content(blobs: Blobs) -> None:
    address = await blobs.put(b"a picture", ".webp")
    assert len(address) == 64 + len(".webp")
    assert await blobs.put(b"a picture", ".webp") == address
    assert await blobs.put(b"another", ".webp") != address
    assert await blobs.get(address) == b"a picture"
    assert await blobs.exists(address)
    assert await blobs.size(address) == 9
    assert (path := blobs.path(address)) is None or path.read_bytes() == b"a picture"


async def test_what_is_deleted_or_was_never_there_is_absent(blobs: Blobs) -> None:
    address = await blobs.put(b"a picture", ".webp")
    for gone in (address, address, ABSENT):
        await blobs.delete(gone)
        assert await blobs.get(gone) is None
        assert await blobs.size(gone) is None
        assert not await blobs.exists(gone)
        assert blobs.path(gone) is None
        with pytest.raises(Refusal, match="file_gone"):
            await whole(blobs.stream(gone, 0, 1))


@pytest.mark.parametrize("address", ["../secret.webp", "/etc/passwd", "", ABSENT + "/..", "a.webp"])
async def test_an_address_is_no_path(blobs: Blobs, address: str) -> None:
    assert await blobs.get(address) is None
    assert await blobs.size(address) is None
    assert not await blobs.exists(address)
    with pytest.raises(Refusal, match="file_gone"):
        await whole(blobs.stream(address, 0, 1))


async def test_a_suffix_is_no_path(blobs: Blobs, film: Film) -> None:
    with pytest.raises(ValueError, match="suffix"):
        await blobs.put(b"a picture", "/../../x")
    with pytest.raises(ValueError, match="suffix"):
        await blobs.put_file(film.path, "/../../x")


async def test_a_file_is_kept_as_its_bytes_are(blobs: Blobs, film: Film) -> None:
    address = await blobs.put_file(film.path, ".mp4")
    assert await blobs.put_file(film.path, ".mp4") == address
    film.remove()  # it was handed over: whoever made it tidies up
    assert await blobs.size(address) == len(film.data)
    assert await blobs.get(address) == film.data
    assert await blobs.put(film.data, ".mp4") == address


async def test_a_part_comes_in_pieces_and_ends_where_the_file_does(
    blobs: Blobs, film: Film
) -> None:
    address = await blobs.put_file(film.path, ".mp4")
    data = film.data
    for begin, end in (
        (0, 1),
        (7, 7),
        (1_000, 3 * PIECE + 17),
        (len(data) - 5, len(data)),
        (len(data) - 5, len(data) + 90),
        (0, len(data)),
    ):
        pieces = [piece async for piece in blobs.stream(address, begin, end)]
        assert b"".join(pieces) == data[begin:end]
        assert all(0 < len(piece) <= PIECE for piece in pieces)


async def test_who_stops_listening_leaves_nothing_open(blobs: Blobs, film: Film) -> None:
    address = await blobs.put_file(film.path, ".mp4")
    coming = blobs.stream(address, 0, LATER)
    assert await anext(coming)
    await coming.aclose()


async def test_a_file_is_at_hand_for_programs_that_read_nothing_else(
    blobs: Blobs, film: Film, folder: Path
) -> None:
    address = await blobs.put_file(film.path, ".mp4")
    async with at_hand(blobs, address, folder) as path:
        assert read(path) == film.data
    assert list_of(folder) == []
    assert await blobs.exists(address)
    with pytest.raises(Refusal, match="file_gone"):
        async with at_hand(blobs, ABSENT, folder):
            pass


async def test_what_was_put_before_a_moment_is_told_shelf_by_shelf(
    blobs: Blobs, tick: float
) -> None:
    address = await blobs.put(b"a picture", ".webp")
    shelf = int(address[:2], 16)
    between = time.time_ns() // 1_000 + 1
    assert await blobs.old(shelf, between) == [address]
    assert await blobs.old((shelf + 1) % 256, between) == []
    assert await blobs.old(shelf, 0) == []
    await asyncio.sleep(tick)
    await blobs.put(b"a picture", ".webp")
    assert await blobs.old(shelf, between) == []


@pytest.mark.parametrize("as_file", [False, True])
async def test_what_was_put_anew_since_is_not_deleted(
    blobs: Blobs, tick: float, tmp_path: Path, *, as_file: bool
) -> None:
    (tmp_path / "sent").write_bytes(b"a picture")
    address = await blobs.put(b"a picture", ".webp")
    between = time.time_ns() // 1_000 + 1
    await asyncio.sleep(tick)
    if as_file:
        await blobs.put_file(tmp_path / "sent", ".webp")
    else:
        await blobs.put(b"a picture", ".webp")
    await blobs.delete(address, between)
    assert await blobs.get(address) == b"a picture"
    await blobs.delete(address, LATER)
    assert await blobs.get(address) is None


async def test_of_those_who_put_and_delete_at_once_nobody_loses_what_was_put_last(
    blobs: Blobs,
) -> None:
    """However they meet: what is put and not yet old is there when its `put` has answered."""

    async def put_again() -> bool:
        address = await blobs.put(b"a picture", ".webp")
        return await blobs.get(address) == b"a picture"

    address = await blobs.put(b"a picture", ".webp")
    hour_ago = time.time_ns() // 1_000 - 3_600_000_000
    for _ in range(10):
        turns = [blobs.delete(address, hour_ago) for _ in range(3)]
        kept, *_ = await asyncio.gather(put_again(), *turns, put_again())
        assert kept
    assert await blobs.get(address) == b"a picture"
