"""Routes: each way in declares, beside the handler, what it takes and what it answers."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, Literal

from msgspec import Struct

Handler = Callable[[Any, Any, Any], Awaitable[Any]]
"""`async def handle(tx, ask, body)`: inside the request's one transaction."""

Prepare = Callable[[Any, Any], Awaitable[Any]]
"""`async def prepare(ask, body)`: before the transaction: streams, hashing, decoding."""

Rate = Literal["read", "write", "sign_in"]
READS: Final = frozenset({"GET", "HEAD"})


class Endpoint(Struct, frozen=True, kw_only=True):
    """One method of one path.

    `only_reads`: what it answers is read, whatever its method, and `prepare` did the work.
    `body` is the Struct that a request's body becomes, or a GET's query; `answer` the Struct that
    an API call answers with `status`.
    """

    method: str
    path: str
    handle: Handler
    body: type | None = None
    prepare: Prepare | None = None
    again: Handler | None = None
    answer: Any = None
    status: int = 200
    rate: Rate = "write"
    only_reads: bool = False

    @property
    def reads(self) -> bool:
        """Whether a transaction that reads is enough."""
        return self.method in READS


class Routes(list[Endpoint]):
    """The endpoints of one file."""

    def on(self, method: str, path: str, **more: Any) -> Callable[[Handler], Handler]:
        """Declare the decorated handler as the answer to `method` on `path`."""

        def declare(handle: Handler) -> Handler:
            rate = more.pop("rate", "read" if method in READS else "write")
            self.append(Endpoint(method=method, path=path, handle=handle, rate=rate, **more))
            return handle

        return declare

    def get(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        """Declare a page or a reading call."""
        return self.on("GET", path, **more)

    def post(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        """Declare a form or a making call."""
        return self.on("POST", path, **more)

    def put(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        """Declare a call that sets a state."""
        return self.on("PUT", path, **more)

    def patch(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        """Declare a call that changes parts."""
        return self.on("PATCH", path, **more)

    def delete(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        """Declare a call that takes something back."""
        return self.on("DELETE", path, **more)
