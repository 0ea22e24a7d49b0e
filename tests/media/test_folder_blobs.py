"""What only a folder can be asked: links, what a kill leaves, and two processes at once."""

import asyncio
import errno
import os
import time
from pathlib import Path

import pytest

from serai.media import FolderBlobs


def contents(folder: Path) -> list[bytes]:
    """What is in its files, but for those that hold a turn."""
    return [p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".turn"]


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
    (tmp_path / "film").write_bytes(b"a film")
    folder = FolderBlobs(tmp_path / "blobs")
    for _ in range(2):
        await folder.put(b"a picture", ".webp")
        await folder.put_file(tmp_path / "film", ".mp4")
    assert sorted(contents(tmp_path / "blobs")) == [b"a film", b"a picture"]


async def test_a_file_on_the_same_disk_is_linked_and_never_copied(tmp_path: Path) -> None:
    film = tmp_path / "film"
    film.write_bytes(b"a film")
    folder = FolderBlobs(tmp_path / "blobs")
    path = folder.path(await folder.put_file(film, ".mp4"))
    assert path is not None
    assert path.stat().st_ino == film.stat().st_ino
    film.unlink()
    assert path.read_bytes() == b"a film"


async def test_a_file_on_another_disk_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def far(_from: Path, _to: Path) -> None:
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", far)
    film = tmp_path / "film"
    film.write_bytes(b"a film")
    folder = FolderBlobs(tmp_path / "blobs")
    path = folder.path(await folder.put_file(film, ".mp4"))
    assert path is not None
    assert (path.read_bytes(), path.stat().st_nlink) == (b"a film", 1)


async def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "the disk is full")

    monkeypatch.setattr(os, "fsync", full)
    folder = FolderBlobs(tmp_path)
    with pytest.raises(OSError, match="full"):
        await folder.put(b"a picture", ".webp")
    assert contents(tmp_path) == []


async def test_a_file_that_is_deleted_while_it_is_put_anew_is_whole_or_kept(
    tmp_path: Path,
) -> None:
    """A touch of what was just deleted would leave an empty file under the address."""
    ours, theirs = FolderBlobs(tmp_path), FolderBlobs(tmp_path)
    address = await ours.put(b"a picture", ".webp")
    for _ in range(60):
        await asyncio.gather(ours.put(b"a picture", ".webp"), theirs.delete(address))
        assert contents(tmp_path) in ([], [b"a picture"])
