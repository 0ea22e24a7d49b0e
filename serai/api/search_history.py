"""What you looked for: read, cleared one by one or whole, and kept no longer."""

from typing import Annotated

from msgspec import Meta, Struct

from serai.entry import Ask, Routes
from serai.search import (
    History,
    clear_history,
    forget_search,
    history_of,
    keep_history,
    remember_search,
    tidy,
)
from serai.store import Read, Write

routes = Routes()

Typed = Annotated[str, Meta(min_length=1, max_length=4_000)]


class OneSearch(Struct, frozen=True):
    """Words that were looked for."""

    typed: Typed


class Keeping(Struct, frozen=True):
    """Whether a history is kept; where not, what there is goes."""

    kept: bool


@routes.get("/api/serai/v1/me/searches", answer=History)
async def read_history(tx: Read, ask: Ask, _: None) -> History:
    """What you looked for, the latest first; nobody else sees it."""
    return await history_of(tx, ask.must().id)


@routes.post("/api/serai/v1/me/searches", body=OneSearch)
async def add(tx: Write, ask: Ask, asked: OneSearch) -> None:
    """Keep a search, unless you keep no history; a program tells of its searches itself."""
    await remember_search(tx, ask.must().id, tidy(asked.typed))


@routes.post("/api/serai/v1/me/searches/forget", body=OneSearch)
async def forget(tx: Write, ask: Ask, asked: OneSearch) -> None:
    """Forget one search."""
    await forget_search(tx, ask.must().id, tidy(asked.typed))


@routes.delete("/api/serai/v1/me/searches")
async def clear(tx: Write, ask: Ask, _: None) -> None:
    """Forget all of them."""
    await clear_history(tx, ask.must().id)


@routes.put("/api/serai/v1/me/searches/kept", body=Keeping)
async def keep(tx: Write, ask: Ask, asked: Keeping) -> None:
    """Keep a history from now on; or none, and forget what there is."""
    me = ask.must().id
    await keep_history(tx, me, on=asked.kept)
    if not asked.kept:
        await clear_history(tx, me)
