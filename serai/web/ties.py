"""Follow somebody, close the door to somebody, and take either back."""

from starlette.responses import Response

from serai.accounts import Person, find
from serai.entry import Ask, Routes
from serai.graph import ties, unblock
from serai.kernel import Refusal
from serai.notes import block_person, follow_author, unfollow_author
from serai.store import Read, Write
from serai.web.answer import Said, ask_in, quietly, said
from serai.web.render import fragment, see_other

routes = Routes()


async def named(tx: Read, ask: Ask) -> Person:
    """The person of the address; raises `Refusal` entry.not_found where there is nobody."""
    person = await find(tx, ask.path["handle"].lower())
    if person is None:
        raise Refusal("entry.not_found")
    return person


@routes.post("/@{handle}/follow")
async def start(tx: Write, ask: Ask, _: None) -> Response:
    """Follow; a stranger is asked in first, and then it happens."""
    them = await named(tx, ask)
    if ask.person is None:
        return ask_in(ask, f"/@{them.handle}", f"follow:{them.id}")
    await follow_author(tx, ask.person.id, them.id)
    return await _button(tx, ask, them)


@routes.post("/@{handle}/unfollow")
async def stop(tx: Write, ask: Ask, _: None) -> Response:
    """Follow no longer."""
    them = await named(tx, ask)
    await unfollow_author(tx, ask.must().id, them.id)
    return await _button(tx, ask, them)


@routes.post("/@{handle}/block")
async def close_door(tx: Write, ask: Ask, _: None) -> Response:
    """Neither sees the other any more."""
    them = await named(tx, ask)
    if ask.person is None:
        return ask_in(ask, f"/@{them.handle}")
    await block_person(tx, ask.person.id, them.id)
    words = ask.gettext(
        "You and %(name)s do not see each other any more. They are not told.", name=them.name
    )
    handle = {"handle": them.handle}
    return said(ask, Said(words, f"/@{them.handle}/unblock"), gone_author=handle)


@routes.post("/@{handle}/unblock")
async def open_door(tx: Write, ask: Ask, _: None) -> Response:
    """See each other again; follows that ended stay ended."""
    them = await named(tx, ask)
    await unblock(tx, ask.must().id, them.id)
    if "settings" in ask.query:
        return see_other("/settings/people")
    return quietly(ask, f"/@{them.handle}")


async def _button(tx: Write, ask: Ask, them: Person) -> Response:
    if not ask.is_htmx:
        return quietly(ask, f"/@{them.handle}")
    standing = await ties(tx, ask.must().id, them.id)
    return fragment(ask, "parts/follow.html", author=them, standing=standing)
