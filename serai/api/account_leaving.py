"""Delete the account of the token; for thirty days it may come back."""

from typing import Annotated

from msgspec import Meta, Struct

from serai.accounts import bare_handle, keys_of, leave, sign_in_with_password
from serai.entry import Ask, Routes
from serai.kernel import Refusal
from serai.store import Write

routes = Routes()


class Leaving(Struct, frozen=True):
    """Your handle, so that it is no slip, and your password where you have one."""

    handle: Annotated[str, Meta(max_length=64)]
    password: Annotated[str, Meta(max_length=200)] = ""


async def _is_theirs(ask: Ask, sent: Leaving) -> None:
    me = ask.must()
    if bare_handle(sent.handle) != me.handle:
        raise Refusal("account.handle_not_yours", handle=me.handle)
    async with ask.house.database.read() as tx:
        held = (await keys_of(tx, me.id)).password
    if not held:
        return
    try:
        await sign_in_with_password(ask.house.database, me.handle, sent.password)
    except Refusal as no:
        if no.code == "account.sign_in_failed":
            raise Refusal("account.leave_password_wrong") from no
        raise


@routes.post("/api/serai/v1/me/leave", body=Leaving, prepare=_is_theirs, status=204, rate="sign_in")
async def leave_house(tx: Write, ask: Ask, _: None) -> None:
    """Gone for everybody at once, and signed out everywhere; erased after 30 days.

    Until then `POST /sessions` with `come_back` brings everything back.
    """
    await leave(tx, ask.must().id)
