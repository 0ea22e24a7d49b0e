"""Whom one closed the door to, and of whom one hears nothing."""

from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.graph import Tie, blocked, muted
from serai.store import Read
from serai.web.people_rows import SHOWN, next_place, person_rows, place
from serai.web.render import page

routes = Routes()


@routes.get("/settings/people")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The blocked and the muted, the latest first; each list goes on by itself."""
    me = ask.must().id
    quiet = await muted(tx, me, place(ask.query.get("muted", "")), SHOWN + 1)
    shut = await blocked(tx, me, place(ask.query.get("blocked", "")), SHOWN + 1)
    return page(
        ask,
        "settings/people.html",
        blocked=await person_rows(tx, ask, [tie.person for tie in shut[:SHOWN]]),
        muted=await person_rows(tx, ask, [one.person for one in quiet[:SHOWN]]),
        until={one.person: one.until for one in quiet},
        more_blocked=_more("blocked", shut),
        more_muted=_more("muted", [one.tie for one in quiet]),
    )


def _more(which: str, found: list[Tie]) -> str:
    behind = next_place(found)
    return f"/settings/people?{which}={behind}#{which}" if behind else ""
