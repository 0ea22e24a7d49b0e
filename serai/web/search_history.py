"""What one looked for: cleared one by one or whole, and kept no longer."""

from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.search import clear_history, forget_search, keep_history
from serai.store import Write
from serai.web.render import see_other

routes = Routes()

BACK = "/search#history"


class OneForm(Struct, frozen=True):
    """One search, as it stands in the history."""

    typed: Annotated[str, Meta(max_length=4_000)] = ""


class KeptForm(Struct, frozen=True):
    """Whether a history is kept from now on."""

    kept: bool = False


@routes.post("/search/history/forget", body=OneForm)
async def forget(tx: Write, ask: Ask, form: OneForm) -> Response:
    """Forget one search."""
    await forget_search(tx, ask.must().id, form.typed)
    return see_other(BACK)


@routes.post("/search/history/clear")
async def clear(tx: Write, ask: Ask, _: None) -> Response:
    """Forget all of them."""
    await clear_history(tx, ask.must().id)
    return see_other(BACK)


@routes.post("/search/history/keep", body=KeptForm)
async def keep(tx: Write, ask: Ask, form: KeptForm) -> Response:
    """Keep a history from now on, or none, and forget what there is."""
    me = ask.must().id
    await keep_history(tx, me, on=form.kept)
    if not form.kept:
        await clear_history(tx, me)
    return see_other(BACK)
