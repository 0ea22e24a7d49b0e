"""A blob at hand: a file on this machine, for programs that read nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from serai.kernel import Refusal
from serai.media.blobs import Blobs


@asynccontextmanager
async def at_hand(blobs: Blobs, address: str, folder: Path) -> AsyncIterator[Path]:
    """The file, to read alone, until the block ends; fetched into `folder` from a store elsewhere.

    Raises `Refusal` media.file_gone where nothing is kept under `address`.
    """
    path = blobs.path(address)
    if path is not None:
        yield path
        return
    size = await blobs.size(address)
    if size is None:
        raise Refusal("media.file_gone")
    fetched = folder / address
    try:
        with fetched.open("wb") as file:
            async for piece in blobs.stream(address, 0, size):
                await asyncio.to_thread(file.write, piece)
        yield fetched
    finally:
        fetched.unlink(missing_ok=True)
