"""Who follows somebody, and whom they follow; and a follower removed."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal

from starlette.responses import Response

from serai.accounts import Person
from serai.entry import Ask, Routes
from serai.graph import Tie, Ties, counts, followers, following, ties
from serai.kernel import PersonId
from serai.notes import drop_follower, take_follower_back
from serai.store import Read, Write
from serai.web.answer import Said, quietly, said
from serai.web.people_rows import SHOWN, next_place, person_rows, place
from serai.web.render import fragment, page
from serai.web.ties import named

routes = Routes()

Find = Callable[[Read, PersonId | None, PersonId, Tie | None, int], Awaitable[list[Tie]]]


@routes.get("/@{handle}/followers")
async def show_followers(tx: Read, ask: Ask, _: None) -> Response:
    """Who follows them, the latest first."""
    return await _draw(tx, ask, "followers", followers)


@routes.get("/@{handle}/following")
async def show_following(tx: Read, ask: Ask, _: None) -> Response:
    """Whom they follow, the latest first."""
    return await _draw(tx, ask, "following", following)


@routes.post("/@{handle}/remove-follower")
async def remove(tx: Write, ask: Ask, _: None) -> Response:
    """They no longer follow one; they are not told."""
    me, them = ask.must(), await named(tx, ask)
    if not await drop_follower(tx, me.id, them.id):
        return quietly(ask, f"/@{me.handle}/followers")
    words = ask.gettext("%(name)s does not follow you any more. They are not told.", name=them.name)
    undo = f"/@{them.handle}/restore-follower"
    return said(ask, Said(words, undo), gone_person={"handle": them.handle})


@routes.post("/@{handle}/restore-follower")
async def restore(tx: Write, ask: Ask, _: None) -> Response:
    """They follow one again, as before."""
    me, them = ask.must(), await named(tx, ask)
    await take_follower_back(tx, me.id, them.id)
    return quietly(ask, f"/@{me.handle}/followers")


async def _draw(
    tx: Read, ask: Ask, which: Literal["followers", "following"], find: Find
) -> Response:
    whose = await named(tx, ask)
    me = ask.person.id if ask.person else None
    found = await find(tx, me, whose.id, place(ask.query.get("before", "")), SHOWN + 1)
    behind = next_place(found)
    standing = await _standing(tx, me, whose)
    context: dict[str, Any] = {
        "rows": await person_rows(tx, ask, [tie.person for tie in found[:SHOWN]]),
        "more": f"/@{whose.handle}/{which}?before={behind}" if behind else "",
        "removable": which == "followers" and me == whose.id,
    }
    if ask.is_htmx:
        return fragment(ask, "people/more.html", **context)
    return page(
        ask,
        "people/show.html",
        author=whose,
        which=which,
        counts=await counts(tx, whose.id),
        standing=standing,
        closed=whose.private_at is not None and me != whose.id and not standing.follows,
        mine=me == whose.id,
        here="me" if me == whose.id else "",
        **context,
    )


async def _standing(tx: Read, me: PersonId | None, whose: Person) -> Ties:
    return await ties(tx, me, whose.id) if me and me != whose.id else Ties()
