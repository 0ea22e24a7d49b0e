"""Leave: what goes, when, and what stays; and the proof that it is oneself who asks."""

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import (
    GRACE,
    ask_to_confirm,
    bare_handle,
    confirm_with_passkey,
    keys_of,
    leave,
    sign_in_with_password,
)
from serai.entry import Ask, Routes
from serai.kernel import Refusal
from serai.store import Read, Write
from serai.web.passkey import answer_button, question
from serai.web.render import page
from serai.web.way import drop, origin_of

routes = Routes()
HERE = "/settings/leave"


class LeaveForm(Struct, frozen=True):
    """The password where there is one, else the handle typed."""

    password: str = ""
    typed: str = ""


class KeyForm(Struct, frozen=True):
    """What the passkey button filled in."""

    ticket: str = ""
    answer: str = ""


@routes.get(HERE)
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """What it means, and the form."""
    return await _draw(tx, ask, "")


async def show_again(tx: Read, ask: Ask, sent: LeaveForm | KeyForm | None) -> Response:
    """The same with what is wrong; no password is repeated."""
    return await _draw(tx, ask, sent.typed if isinstance(sent, LeaveForm) else "")


async def _draw(tx: Read, ask: Ask, typed: str) -> Response:
    keys = await keys_of(tx, ask.must().id)
    origin = origin_of(ask.house.place)
    return page(ask, "settings/leave.html", keys=keys, typed=typed, days=GRACE.days, origin=origin)


async def _is_theirs(ask: Ask, form: LeaveForm) -> LeaveForm:
    """A password where there is one; a session alone, left open somewhere, ends no account."""
    me = ask.must()
    async with ask.house.database.read() as tx:
        held = (await keys_of(tx, me.id)).password
    if not held:
        if bare_handle(form.typed) != me.handle:
            raise Refusal("account.handle_not_yours", handle=me.handle)
        return form
    try:
        await sign_in_with_password(ask.house.database, me.handle, form.password)
    except Refusal as no:
        if no.code == "account.sign_in_failed":
            raise Refusal("account.leave_password_wrong") from no
        raise
    return form


@routes.post(HERE, body=LeaveForm, prepare=_is_theirs, again=show_again, rate="sign_in")
async def go(tx: Write, ask: Ask, _form: LeaveForm) -> Response:
    """Gone for everybody, at once; how to come back is said."""
    return await _leave(tx, ask)


@routes.post("/settings/leave/question", again=answer_button)
async def ask_key(tx: Write, ask: Ask, _: None) -> Response:
    """The question for the device, for one's own passkeys alone."""
    return question(await ask_to_confirm(tx, origin_of(ask.house.place), ask.must()))


@routes.post("/settings/leave/passkey", body=KeyForm, again=show_again, rate="sign_in")
async def go_by_passkey(tx: Write, ask: Ask, form: KeyForm) -> Response:
    """The same, with a passkey as the proof."""
    origin = origin_of(ask.house.place)
    await confirm_with_passkey(tx, origin, ask.must(), form.ticket, form.answer)
    return await _leave(tx, ask)


async def _leave(tx: Write, ask: Ask) -> Response:
    me = ask.must()
    await leave(tx, me.id)
    ask.meet(None)
    response = page(ask, "settings/left.html", handle=me.handle, days=GRACE.days)
    drop(ask, response, "session")
    return response
