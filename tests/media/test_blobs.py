import asyncio
import time
from pathlib import Path

import pytest

from serai.media import Blobs, FolderBlobs, MemoryBlobs

ABSENT = "0" * 64 + ".webp"


@pytest.fixture(params=["folder", "memory"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    (tmp_path / "secret.webp").write_bytes(b"not for you")
    return FolderBlobs(tmp_path / "blobs") if request.param == "folder" else MemoryBlobs()


async def test_what_is_put_is_got_under_the_hash_of_its_content(blobs: Blobs) -> None:
    address = await blobs.put(b"a picture", ".webp")
    assert len(address) == 64 + len(".webp")
    assert await blobs.put(b"a picture", ".webp") == address
    assert await blobs.put(b"another", ".webp") != address
    assert await blobs.get(address) == b"a picture"
    assert await blobs.exists(address)
    assert (path := blobs.path(address)) is None or path.read_bytes() == b"a picture"


async def test_what_is_deleted_or_was_never_there_is_absent(blobs: Blobs) -> None:
    address = await blobs.put(b"a picture", ".webp")
    for gone in (address, address, ABSENT):
        await blobs.delete(gone)
        assert await blobs.get(gone) is None
        assert not await blobs.exists(gone)
        assert blobs.path(gone) is None


@pytest.mark.parametrize("address", ["../secret.webp", "/etc/passwd", "", ABSENT + "/..", "a.webp"])
async def test_an_address_is_no_path(blobs: Blobs, address: str) -> None:
    assert await blobs.get(address) is None
    assert not await blobs.exists(address)


async def test_a_suffix_is_no_path(blobs: Blobs) -> None:
    with pytest.raises(ValueError, match="suffix"):
        await blobs.put(b"a picture", "/../../x")


async def test_what_was_put_before_a_moment_is_told_shelf_by_shelf(blobs: Blobs) -> None:
    address = await blobs.put(b"a picture", ".webp")
    shelf = int(address[:2], 16)
    between = time.time_ns() // 1_000 + 1
    assert await blobs.old(shelf, between) == [address]
    assert await blobs.old((shelf + 1) % 256, between) == []
    assert await blobs.old(shelf, 0) == []
    await asyncio.sleep(0.05)  # a file system's clock ticks in milliseconds
    await blobs.put(b"a picture", ".webp")
    assert await blobs.old(shelf, between) == []


async def test_what_a_kill_left_half_written_goes_when_its_shelf_is_looked_through(
    tmp_path: Path,
) -> None:
    half = tmp_path / "07" / "ab" / ".new-x1y2"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half a pic")
    assert await FolderBlobs(tmp_path).old(7, 0) == []
    assert half.exists()
    assert await FolderBlobs(tmp_path).old(7, time.time_ns()) == []
    assert not half.exists()


async def test_a_folder_holds_whole_files_only(tmp_path: Path) -> None:
    await FolderBlobs(tmp_path).put(b"a picture", ".webp")
    assert list(_contents(tmp_path)) == [b"a picture"]


def _contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
