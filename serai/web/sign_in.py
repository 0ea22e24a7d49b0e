"""Signing in: by passkey, password or recovery code; and signing out."""

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import (
    Person,
    ask_for_passkey,
    close_session,
    sign_in_with_passkey,
    sign_in_with_password,
    use_recovery_code,
)
from serai.entry import Ask, Routes
from serai.store import Read, Write
from serai.web.come_back import ask_back
from serai.web.passkey import answer_button, question
from serai.web.render import page, see_other
from serai.web.renewal import let_renew
from serai.web.way import Way, asked_way, drop, greet, let_in, origin_of, way_of

routes = Routes()


class PasswordForm(Struct, frozen=True):
    """Handle and password."""

    handle: str = ""
    password: str = ""
    then: str = ""
    act: str = ""


class PasskeyForm(Struct, frozen=True):
    """What the passkey button filled in."""

    ticket: str = ""
    answer: str = ""
    then: str = ""
    act: str = ""


class RecoveryForm(Struct, frozen=True):
    """Handle and one of ten codes."""

    handle: str = ""
    code: str = ""
    then: str = ""
    act: str = ""


class Known(Struct, frozen=True):
    """A form whose sender is known."""

    person: Person
    way: Way


@routes.get("/sign-in")
async def show(_tx: Read, ask: Ask, _: None) -> Response:
    """The form; who is in already goes on."""
    way = asked_way(ask)
    return see_other(way.then or "/") if ask.person else _draw(ask, "", way)


async def show_again(_tx: Read, ask: Ask, sent: PasswordForm | PasskeyForm | None) -> Response:
    """The form as it was sent (the password left out), with what is wrong."""
    handle = sent.handle if isinstance(sent, PasswordForm) else ""
    return _draw(ask, handle, way_of(sent.then, sent.act) if sent else Way())


def _draw(ask: Ask, handle: str, way: Way) -> Response:
    origin = origin_of(ask.house.place)
    return page(ask, "sign_in/show.html", handle=handle, way=way, origin=origin)


async def _verify(ask: Ask, form: PasswordForm) -> Known:
    person = await sign_in_with_password(ask.house.database, form.handle, form.password)
    return Known(person, way_of(form.then, form.act))


@routes.post("/sign-in", body=PasswordForm, prepare=_verify, again=show_again, rate="sign_in")
async def by_password(tx: Write, ask: Ask, known: Known) -> Response:
    """In by password, and on."""
    if known.person.left_at is not None:
        return await ask_back(tx, ask, known.person.id)
    token = await greet(tx, ask, known.person.id, known.way.act)
    return let_in(ask, see_other(known.way.then or "/"), token)


@routes.post("/sign-in/question", again=answer_button)
async def ask_for_key(tx: Write, ask: Ask, _: None) -> Response:
    """The question for the device."""
    return question(await ask_for_passkey(tx, origin_of(ask.house.place)))


@routes.post("/sign-in/passkey", body=PasskeyForm, again=show_again, rate="sign_in")
async def by_passkey(tx: Write, ask: Ask, form: PasskeyForm) -> Response:
    """In by passkey, and on."""
    origin = origin_of(ask.house.place)
    person = await sign_in_with_passkey(tx, origin, form.ticket, form.answer)
    if person.left_at is not None:
        return await ask_back(tx, ask, person.id)
    way = way_of(form.then, form.act)
    token = await greet(tx, ask, person.id, way.act)
    return let_in(ask, see_other(way.then or "/"), token)


@routes.get("/sign-in/recovery")
async def show_recovery(_tx: Read, ask: Ask, _: None) -> Response:
    """The form for a recovery code."""
    return page(ask, "sign_in/recovery.html", handle="", way=asked_way(ask))


async def show_recovery_again(_tx: Read, ask: Ask, sent: RecoveryForm | None) -> Response:
    """The same with what is wrong; the code is not repeated."""
    form = sent or RecoveryForm()
    way = way_of(form.then, form.act)
    return page(ask, "sign_in/recovery.html", handle=form.handle, way=way)


@routes.post("/sign-in/recovery", body=RecoveryForm, again=show_recovery_again, rate="sign_in")
async def by_recovery(tx: Write, ask: Ask, form: RecoveryForm) -> Response:
    """In by a recovery code; the next thing to do is to make a new key."""
    person = await use_recovery_code(tx, form.handle, form.code)
    if person.left_at is not None:
        return await ask_back(tx, ask, person.id)
    token = await greet(tx, ask, person.id, form.act)
    return let_in(ask, await let_renew(tx, ask, see_other("/settings/keys"), person.id), token)


@routes.post("/sign-out")
async def sign_out(tx: Write, ask: Ask, _: None) -> Response:
    """End this session, here and in the database."""
    if ask.signed is not None:
        await close_session(tx, ask.signed.person.id, ask.signed.session)
    response = see_other("/")
    drop(ask, response, "session")
    return response
