"""Somebody's page: who they are and what they published."""

from typing import Any, Final

from markupsafe import Markup
from starlette.responses import Response

from serai.accounts import Person, privacy_of
from serai.boards import count_boards
from serai.entry import Ask, Routes, Turning
from serai.graph import Ties, counts, muted_among, ties
from serai.kernel import NoteId, PersonId
from serai.media import pictures
from serai.notes import by_author, count_by_author, may_see_likes
from serai.store import Read
from serai.web.cards import lay_out, place_all
from serai.web.covers import face
from serai.web.filters import spoken
from serai.web.prose import handles_said, marked, prose
from serai.web.render import fragment, page
from serai.web.ties import named
from serai.web.tongues import drawn, tongue, turn_page, wants

routes = Routes()

SHOWN: Final = 20


async def _turn_first(ask: Ask, _: None) -> Turning | None:
    if not wants(ask):
        return None
    async with ask.house.database.read() as look:
        person = await named(look, ask)
    return await turn_page(ask, [person.bio])


@routes.get("/@{handle}", prepare=_turn_first)
async def show(tx: Read, ask: Ask, turning: Turning | None) -> Response:
    """The profile with its notes, newest first."""
    person = await named(tx, ask)
    me = ask.person.id if ask.person else None
    standing = await _standing(tx, me, person)
    before = NoteId.parse(ask.query.get("before", ""))
    found = [] if standing.severed else await by_author(tx, me, person.id, before, SHOWN + 1)
    cards = await lay_out(tx, ask, place_all(found[:SHOWN]))
    more = ""
    if len(found) > SHOWN:
        more = f"/@{person.handle}?before={int(found[SHOWN - 1].id)}"
    if ask.is_htmx:
        return fragment(ask, "explore/more.html", cards=cards, more=more)
    around = await head(tx, ask, person, turning)
    return page(ask, "profile/show.html", cards=cards, more=more, **around)


async def head(
    tx: Read, ask: Ask, person: Person, turning: Turning | None = None
) -> dict[str, Any]:
    """What the head of somebody's pages is drawn from."""
    handles = frozenset(handles_said(person.bio)) & {person.handle}

    def draw(text: str, language: str) -> Markup:
        return prose(text, language, {}, handles)

    wanted = turning is not None or wants(ask)
    told = await tongue(tx, ask, [person.bio], wanted=wanted, turning=turning)
    me = ask.person.id if ask.person else None
    portrait = await pictures(tx, [person.avatar]) if person.avatar else {}
    return {
        "author": person,
        "bio": draw(person.bio, "und"),
        "tongue": told,
        "turned": drawn(ask, told.texts[0], draw),
        "name": marked(person.name, ask.locale),
        "portrait": face(portrait.get(person.avatar)) if person.avatar else None,
        "speaks": [spoken(tongue, ask.locale) for tongue in person.languages],
        "standing": (standing := await _standing(tx, me, person)),
        "closed": person.private_at is not None and me != person.id and not standing.follows,
        "asks": me not in {None, person.id} and (await ties(tx, person.id, me)).requested,
        "likes": await may_see_likes(tx, me, person.id),
        "likes_shown": (await privacy_of(tx, person.id)).likes_shown,
        "muted": (await muted_among(tx, me, [person.id])).get(person.id),
        "counts": await counts(tx, person.id),
        "notes": await count_by_author(tx, me, person.id),
        "boards": await count_boards(tx, me, person.id),
        "mine": me == person.id,
        "here": "me" if me == person.id else "",
    }


async def _standing(tx: Read, me: PersonId | None, person: Person) -> Ties:
    return await ties(tx, me, person.id) if me and me != person.id else Ties()
