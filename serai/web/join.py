"""Joining: a handle, a name, a key; no e-mail."""

from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from serai.accounts import (
    Newcomer,
    NewKey,
    ask_for_new_passkey,
    check_new_passkey,
    check_password,
    clean_handle,
    find,
    hash_password,
    join,
    keep_passkey,
    likely_handle,
    make_recovery_codes,
)
from serai.arrive import Arrival
from serai.entry import Ask, Routes
from serai.kernel import Refusal
from serai.store import Read, Write
from serai.web.arrive_cookie import arrival_of, let_go, settle_arrival
from serai.web.device import device_of
from serai.web.passkey import answer_button, question
from serai.web.render import page, see_other
from serai.web.way import asked_way, greet, let_in, origin_of, way_of

routes = Routes()


class JoinForm(Struct, frozen=True):
    """The page's form; the passkey's `ticket` and `answer` are filled in by its button."""

    handle: str = ""
    name: str = ""
    password: str = ""
    ticket: str = ""
    answer: str = ""
    then: str = ""
    act: str = ""


class KeyForm(Struct, frozen=True):
    """Who a passkey shall be made for."""

    handle: str = ""
    name: str = ""


class Joining(Struct, frozen=True):
    """A form whose password is hashed."""

    form: JoinForm
    password_hash: str | None


@routes.get("/join")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The form, with what an archive suggests; who is in already goes on."""
    way = asked_way(ask)
    if ask.person is not None:
        return see_other(way.then or "/")
    arrival = await arrival_of(tx, ask)
    form = JoinForm(then=way.then, act=way.act)
    if arrival is not None:
        suggested = arrival.understanding.suggested
        form = replace(form, handle=likely_handle(suggested.handle), name=suggested.name)
    return _draw(ask, form, arrival)


async def show_again(tx: Read, ask: Ask, sent: JoinForm | None) -> Response:
    """The form as it was sent, with what is wrong."""
    return _draw(ask, sent or JoinForm(), await arrival_of(tx, ask))


def _draw(ask: Ask, form: JoinForm, arrival: Arrival | None) -> Response:
    return page(
        ask,
        "join/show.html",
        form=form,
        way=way_of(form.then, form.act),
        origin=origin_of(ask.house.place),
        interests=len(arrival.interests) if arrival else 0,
    )


@routes.get("/join/handle")
async def say_if_free(tx: Read, ask: Ask, _: None) -> Response:
    """A line under the field while somebody types: free, taken, or why it cannot be."""
    said = ask.query.get("handle", "")
    try:
        handle = await _free(tx, said)
    except Refusal as no:
        wrong = ask.house.words.refusals[no.code].spoken(ask.locale, no.values)
        return page(ask, "join/handle.html", handle="", wrong=wrong if said else "")
    return page(ask, "join/handle.html", handle=handle, wrong="")


async def _free(tx: Read, said: str) -> str:
    handle = clean_handle(said)
    if await find(tx, handle) is not None:
        raise Refusal("account.handle_taken", handle=handle)
    return handle


@routes.post("/join/passkey", body=KeyForm, again=answer_button)
async def ask_for_key(tx: Write, ask: Ask, sent: KeyForm) -> Response:
    """The question for the device, once the handle is known to be free."""
    handle = await _free(tx, sent.handle)
    origin = origin_of(ask.house.place)
    return question(await ask_for_new_passkey(tx, origin, handle, sent.name[:64]))


async def _harden(_ask: Ask, form: JoinForm) -> Joining:
    clean_handle(form.handle)
    if form.answer:
        return Joining(form, None)
    if not form.password:
        raise Refusal("account.key_missing")
    return Joining(form, await hash_password(check_password(form.password, form.handle)))


@routes.post("/join", body=JoinForm, prepare=_harden, again=show_again, rate="sign_in")
async def enter(tx: Write, ask: Ask, joining: Joining) -> Response:
    """Make the account, sign in, do what they came for, and show the recovery codes once."""
    form = joining.form
    key = await _proven(tx, ask, form)
    newcomer = Newcomer(form.handle, form.name, (ask.locale,), ask.locale, joining.password_hash)
    person = await join(tx, newcomer)
    if key is not None:
        label = device_of(ask.request.headers.get("user-agent", ""))
        await keep_passkey(tx, person.id, key, label)
    arrived = await settle_arrival(tx, ask, person.id)
    way = way_of(form.then, form.act)
    token = await greet(tx, ask, person.id, way.act)
    codes = await make_recovery_codes(tx, person.id)
    shown = page(ask, "join/codes.html", codes=codes, then=way.then or "/", arrived=arrived)
    return let_in(ask, let_go(ask, shown), token)


async def _proven(tx: Write, ask: Ask, form: JoinForm) -> NewKey | None:
    if not form.answer:
        return None
    return await check_new_passkey(tx, origin_of(ask.house.place), form.ticket, form.answer)
