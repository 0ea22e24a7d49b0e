"""An archive on its way in: a form's file or a script's bare bytes, never whole in memory."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from msgspec import Struct
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from serai.arrive import (
    ArriveLimits,
    Kept,
    Spooled,
    Understanding,
    known_words,
    read_archive,
    spool,
    understand,
)
from serai.kernel import Refusal
from serai.models import Encoder

LIMITS: Final = ArriveLimits()
FIELD: Final = b"archive"
"""The name of the form's file field."""

MEBI: Final = 1 << 20
_FORM: Final = 64 * 1024  # what a form may add around the file
_READERS: Final = asyncio.Semaphore(2)  # an archive takes a core while it is read


class Read(Struct, frozen=True):
    """An archive that was read and understood; its bytes are gone."""

    kept: Kept
    understanding: Understanding


async def read_upload(request: Request, encoder: Encoder) -> Read:
    """Take in the archive that `request` brings; raises the refusals of `arrive`."""
    if int(request.headers.get("content-length") or 0) > LIMITS.upload + _FORM:
        raise Refusal("arrive.too_large", limit=LIMITS.upload // MEBI)
    try:
        file = await spool(_pieces(request), LIMITS.upload)
    except ClientDisconnect as gone:
        raise Refusal("arrive.truncated") from gone
    return await read_spooled(file, encoder)


async def read_spooled(file: Spooled, encoder: Encoder) -> Read:
    """Read and understand what was spooled, and let go of the file."""
    with file:
        async with _READERS:
            kept = await asyncio.to_thread(read_archive, file, LIMITS, known_words)
    return Read(kept, await understand(kept, encoder))


def _pieces(request: Request) -> AsyncIterator[bytes]:
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind == b"multipart/form-data":
        return _file_of(request, options.get(b"boundary", b""))
    return request.stream()


async def _file_of(request: Request, boundary: bytes) -> AsyncIterator[bytes]:
    """The bytes of the form's one file, piece by piece."""
    part = _Part()
    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": part.begin,
                "on_header_value": part.header,
                "on_header_end": part.header_end,
                "on_part_data": part.data,
            },
        )
        async for chunk in request.stream():
            parser.write(chunk)
            for piece in part.taken():
                yield piece
    except FormParserError as broken:
        raise Refusal("entry.malformed", what="form") from broken


class _Part:
    """Hears the parser; keeps what belongs to the file until it is taken."""

    def __init__(self) -> None:
        self._files = 0
        self._wanted = False
        self._header = b""
        self._pieces: list[bytes] = []

    def begin(self) -> None:
        self._wanted = False

    def header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def header_end(self) -> None:
        if b' name="' + FIELD + b'"' in self._header:
            self._wanted = True
            self._files += 1
        self._header = b""
        if self._files > 1:
            raise Refusal("entry.doubled", field=FIELD.decode())

    def data(self, data: bytes, start: int, end: int) -> None:
        if self._wanted:
            self._pieces.append(data[start:end])

    def taken(self) -> list[bytes]:
        taken, self._pieces = self._pieces, []
        return taken
