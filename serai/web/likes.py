"""What somebody liked, for those who may see it."""

from typing import Final

from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.kernel import NoteId, Refusal
from serai.notes import Liking, liked_notes, may_see_likes
from serai.store import Read
from serai.web.cards import lay_out, place_all
from serai.web.profile import head
from serai.web.render import fragment, page
from serai.web.ties import named

routes = Routes()

SHOWN: Final = 20


@routes.get("/@{handle}/likes")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The notes, the last liked first; where they are not shown, there is no such page."""
    whose = await named(tx, ask)
    me = ask.person.id if ask.person else None
    if not await may_see_likes(tx, me, whose.id):
        raise Refusal("entry.not_found")
    found = await liked_notes(tx, me, whose.id, _place(ask.query.get("before", "")), SHOWN)
    cards = await lay_out(tx, ask, place_all(found.notes))
    more = ""
    if found.more is not None:
        more = f"/@{whose.handle}/likes?before={found.more.at}-{int(found.more.note)}"
    if ask.is_htmx:
        return fragment(ask, "explore/more.html", cards=cards, more=more)
    around = await head(tx, ask, whose)
    return page(ask, "profile/likes.html", cards=cards, more=more, **around)


def _place(said: str) -> Liking | None:
    at, _, which = said.partition("-")
    moment, note = NoteId.parse(at), NoteId.parse(which)
    return Liking(int(moment), note) if moment is not None and note is not None else None
