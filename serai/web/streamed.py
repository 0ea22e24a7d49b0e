"""A blob as an answer: whole or the part asked for, a piece at a time, after the transaction."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from http import HTTPStatus

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from serai.entry import Ask
from serai.entry.told import tell
from serai.kernel import Refusal
from serai.media import BYTES, MEDIA_TYPES
from serai.web.conditions import BeyondError, Part, is_another, is_known, part_of
from serai.web.render import refused


class Streamed(Response):
    """Answers by what is asked of the file; a store that is silent or empty is told before a byte.

    Every kind of blobs is served alike, a folder's too: Starlette answers 400 to a range that it
    cannot read, where RFC 9110 has it passed over, and takes the range of a HEAD for a GET's.
    """

    def __init__(self, ask: Ask, address: str, headers: Mapping[str, str]) -> None:
        suffix = address[64:]
        kind = MEDIA_TYPES.get(suffix, BYTES)
        how = "attachment" if kind == BYTES else "inline"
        own = {
            **headers,
            "accept-ranges": "bytes",
            "content-disposition": f'{how}; filename="{address[:12]}{suffix}"',
            "etag": f'"{address}"',
        }
        super().__init__(headers=own, media_type=kind)
        self._ask = ask
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        try:
            part = await self._settle()
            pieces = self._ask.house.blobs.stream(self._address, part.begin, part.end)
            first = await anext(pieces, b"") if part.end else b""
        except Refusal as no:
            told = tell(self._ask.house.words, self._ask.locale, no)
            answer = await refused(self._ask, told)
            await answer(scope, receive, send)
            return
        async with aclosing(pieces):
            body = _after(first, pieces)
            await StreamingResponse(body, self.status_code, self.headers)(scope, receive, send)

    async def _settle(self) -> Part:
        """The status, the headers that go with it, and what to send; nothing is `Part(0, 0)`."""
        asked, etag = self._ask.request.headers, self.headers["etag"]
        if is_another(asked, etag):
            return self._bodiless(HTTPStatus.PRECONDITION_FAILED)
        if is_known(asked, etag):
            return self._bodiless(HTTPStatus.NOT_MODIFIED)
        size = await self._ask.house.blobs.size(self._address)
        if size is None:
            raise Refusal("media.file_gone")
        self.headers["content-length"] = str(size)
        if self._ask.request.method == "HEAD":
            return Part(0, 0)
        try:
            part = part_of(asked, etag, size)
        except BeyondError:
            self.headers["content-range"] = f"bytes */{size}"
            return self._bodiless(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        if part is None:
            return Part(0, size)
        self.status_code = HTTPStatus.PARTIAL_CONTENT
        self.headers["content-length"] = str(part.end - part.begin)
        self.headers["content-range"] = f"bytes {part.begin}-{part.end - 1}/{size}"
        return part

    def _bodiless(self, status: HTTPStatus) -> Part:
        self.status_code = status
        del self.headers["content-type"]
        if status is HTTPStatus.NOT_MODIFIED:
            del self.headers["content-length"]
        else:
            self.headers["content-length"] = "0"
        return Part(0, 0)


async def _after(first: bytes, pieces: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    yield first
    async for piece in pieces:
        yield piece
