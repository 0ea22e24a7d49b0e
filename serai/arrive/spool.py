"""The uploaded bytes wait in a file that never had a name, so no crash can leave them behind."""

import tempfile
from collections.abc import AsyncIterator
from typing import IO, TypeAlias

from serai.arrive.limits import MEBI
from serai.kernel import Refusal

Spooled: TypeAlias = IO[bytes]


async def spool(chunks: AsyncIterator[bytes], limit: int) -> Spooled:
    """All of `chunks` in an unlinked temporary file, at its start; the caller closes it.

    Raises `arrive.too_large` above `limit` bytes and `arrive.empty` for none.
    """
    file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - handed to the caller
    try:
        await _fill(file, chunks, limit)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


async def _fill(file: Spooled, chunks: AsyncIterator[bytes], limit: int) -> None:
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        if received > limit:
            raise Refusal("arrive.too_large", limit=limit // MEBI)
        file.write(chunk)
    if not received:
        raise Refusal("arrive.empty")
