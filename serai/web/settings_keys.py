"""Settings: the keys that open the account."""

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import (
    ask_for_new_passkey,
    check_new_passkey,
    check_password,
    close_other_sessions,
    drop_passkey,
    drop_password,
    hash_password,
    keep_passkey,
    keys_of,
    make_recovery_codes,
    set_password,
    sign_in_with_password,
)
from serai.entry import Ask, Routes
from serai.kernel import PasskeyId, Refusal
from serai.store import Read, Write
from serai.web.device import device_of
from serai.web.passkey import answer_button, question
from serai.web.render import page, see_other
from serai.web.renewal import is_renewing, renewed
from serai.web.way import origin_of

routes = Routes()
HERE = "/settings/keys"


class NewKeyForm(Struct, frozen=True):
    """What the passkey button filled in."""

    ticket: str = ""
    answer: str = ""


class NewPasswordForm(Struct, frozen=True):
    """The new password, and the current one where there is one that is not lost."""

    password: str = ""
    current: str = ""


@routes.get(HERE)
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """Every key of the person."""
    return await _draw(tx, ask)


async def _draw(tx: Read, ask: Ask) -> Response:
    me = ask.must()
    return page(
        ask,
        "settings/keys.html",
        keys=await keys_of(tx, me.id),
        renewing=await is_renewing(tx, ask, me),
        origin=origin_of(ask.house.place),
    )


async def show_again(tx: Read, ask: Ask, _sent: object) -> Response:
    """The same with what is wrong; no secret is repeated."""
    return await _draw(tx, ask)


@routes.post("/settings/keys/question", again=answer_button)
async def ask_for_key(tx: Write, ask: Ask, _: None) -> Response:
    """The question for the device."""
    me = ask.must()
    return question(await ask_for_new_passkey(tx, origin_of(ask.house.place), me.handle, me.name))


@routes.post("/settings/keys/passkeys", body=NewKeyForm, again=show_again)
async def add_passkey(tx: Write, ask: Ask, form: NewKeyForm) -> Response:
    """One more passkey."""
    me = ask.must()
    key = await check_new_passkey(tx, origin_of(ask.house.place), form.ticket, form.answer)
    await keep_passkey(tx, me.id, key, device_of(ask.request.headers.get("user-agent", "")))
    return see_other(HERE)


@routes.post("/settings/keys/passkeys/{id}/drop", again=show_again)
async def give_up_passkey(tx: Write, ask: Ask, _: None) -> Response:
    """One passkey less; never the last key."""
    await drop_passkey(tx, ask.must().id, ask.id(PasskeyId))
    return see_other(HERE)


async def _change(ask: Ask, form: NewPasswordForm) -> str:
    me = ask.must()
    check_password(form.password, me.handle)
    async with ask.house.database.read() as tx:
        held = (await keys_of(tx, me.id)).password
        free = not held or await is_renewing(tx, ask, me)
    if not free:
        await _is_theirs(ask, form.current)
    return await hash_password(form.password)


async def _is_theirs(ask: Ask, password: str) -> None:
    try:
        await sign_in_with_password(ask.house.database, ask.must().handle, password)
    except Refusal as no:
        if no.code == "account.sign_in_failed":
            raise Refusal("account.other_password_wrong") from no
        raise


@routes.post(
    "/settings/keys/password",
    body=NewPasswordForm,
    prepare=_change,
    again=show_again,
    rate="sign_in",
)
async def change_password(tx: Write, ask: Ask, hashed: str) -> Response:
    """A new password; every other session ends."""
    me = ask.must()
    await set_password(tx, me.id, hashed)
    await close_other_sessions(tx, me.id, ask.signed.session if ask.signed else None)
    return renewed(ask, see_other(HERE))


@routes.post("/settings/keys/password/drop", again=show_again)
async def give_up_password(tx: Write, ask: Ask, _: None) -> Response:
    """No password any more; never the last key."""
    await drop_password(tx, ask.must().id)
    return see_other(HERE)


@routes.post("/settings/keys/codes")
async def make_codes(tx: Write, ask: Ask, _: None) -> Response:
    """Ten new recovery codes, shown once; the old ones end."""
    codes = await make_recovery_codes(tx, ask.must().id)
    response = page(ask, "join/codes.html", codes=codes, then=HERE, arrived=False)
    response.headers["cache-control"] = "no-store"
    return response
