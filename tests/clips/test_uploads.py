import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from serai.clips import Uploads
from serai.kernel import ClipId, Refusal

CLIP = ClipId(7)


async def coming(*pieces: bytes, broken: bool = False) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
    if broken:
        raise ConnectionError("the line is dead")


async def test_what_arrived_before_the_line_broke_is_kept_and_gone_on_with(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads")
    assert await uploads.arrived(CLIP) == 0
    with pytest.raises(ConnectionError):
        await uploads.append(CLIP, 0, 10, coming(b"01", b"234", broken=True))
    assert await uploads.arrived(CLIP) == 5
    with pytest.raises(Refusal, match=r"clip\.wrong_offset .*arrived=5"):
        await uploads.append(CLIP, 4, 10, coming(b"456789"))
    assert await Uploads(tmp_path / "uploads").append(CLIP, 5, 10, coming(b"56789")) == 10
    assert uploads.path(CLIP).read_bytes() == b"0123456789"


async def test_no_more_is_taken_than_was_said(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    with pytest.raises(Refusal, match=r"clip\.too_much"):
        await uploads.append(CLIP, 0, 3, coming(b"0123"))
    assert await uploads.arrived(CLIP) == 0


async def test_who_comes_later_takes_over(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        begun.set()
        await go_on.wait()
        yield b"old"

    first = asyncio.create_task(uploads.append(CLIP, 0, 6, slow()))
    await begun.wait()
    assert await uploads.append(CLIP, 0, 6, coming(b"new!")) == 4
    go_on.set()
    with pytest.raises(Refusal, match=r"clip\.taken_over"):
        await first
    assert uploads.path(CLIP).read_bytes() == b"new!"


async def test_room_is_asked_for_and_what_is_old_is_found(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    with pytest.raises(Refusal, match=r"clip\.no_room"):
        await uploads.make_room(1 << 60)
    await uploads.make_room(1)
    await uploads.append(CLIP, 0, 3, coming(b"012"))
    assert await uploads.old(age=3_600) == []
    assert await uploads.old(age=-1) == [CLIP]
    await uploads.forget(CLIP)
    await uploads.forget(CLIP)
    assert await uploads.old(age=-1) == []
