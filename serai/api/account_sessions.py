"""Sign a program in, and out."""

from typing import Annotated

from msgspec import Meta, Struct

from serai.accounts import Person, close_session, come_back, open_session, sign_in_with_password
from serai.api.account_views import PersonView, person_view
from serai.entry import Ask, Routes
from serai.kernel import Refusal
from serai.store import Write

routes = Routes()


class SessionDraft(Struct, frozen=True):
    """Who signs in; `label` is what the session is called in the person's settings.

    `come_back`: where the account was deleted less than 30 days ago, everything is as it was.
    """

    handle: Annotated[str, Meta(max_length=64)]
    password: Annotated[str, Meta(max_length=200)]
    label: Annotated[str, Meta(max_length=120)] = "API"
    come_back: bool = False


class SessionView(Struct, frozen=True):
    """The token to send as `Authorization: Bearer …`; it is told only now."""

    token: str
    person: PersonView


class Known(Struct, frozen=True):
    """A draft whose sender is known."""

    person: Person
    label: str
    come_back: bool


async def _verify(ask: Ask, draft: SessionDraft) -> Known:
    person = await sign_in_with_password(ask.house.database, draft.handle, draft.password)
    return Known(person, draft.label, draft.come_back)


@routes.post(
    "/api/serai/v1/sessions",
    body=SessionDraft,
    prepare=_verify,
    answer=SessionView,
    status=201,
    rate="sign_in",
)
async def open_a_session(tx: Write, _ask: Ask, known: Known) -> SessionView:
    """Sign in with handle and password; answers a token good for 90 days after its last use."""
    if known.person.left_at is not None:
        if not known.come_back:
            raise Refusal("account.has_left")
        await come_back(tx, known.person.id)
    token = await open_session(tx, known.person.id, known.label)
    return SessionView(token, await person_view(tx, known.person))


@routes.delete("/api/serai/v1/sessions/current", status=204)
async def close_this_session(tx: Write, ask: Ask, _: None) -> None:
    """End the session of the token that is sent."""
    me = ask.must()
    if ask.signed is not None:
        await close_session(tx, me.id, ask.signed.session)
