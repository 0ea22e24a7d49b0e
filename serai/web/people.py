"""Find people: by name, and those one may like to meet."""

from typing import Final

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import people
from serai.entry import Ask, Routes
from serai.kernel import PersonId
from serai.notes import Suggestion, people_found, people_to_meet
from serai.recommend import TOPICS, topic_name
from serai.search import tidy
from serai.store import Read
from serai.web.people_rows import PersonRow, person_rows
from serai.web.render import fragment, page

routes = Routes()

SHOWN: Final = 24


class Met(Struct, frozen=True):
    """Somebody in a list and why they stand there, in words; empty where they were asked for."""

    row: PersonRow
    why: str


@routes.get("/people")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """Who is called so; without words, people to meet."""
    typed = tidy(ask.query.get("q", ""))
    me = ask.person.id if ask.person else None
    if typed:
        return await _found(tx, ask, typed, me)
    found = await people_to_meet(tx, me, SHOWN) if me else []
    rows = {row.person.id: row for row in await person_rows(tx, ask, [one.person for one in found])}
    names = await people(tx, [one.through for one in found if one.through])
    met = [
        Met(
            rows[one.person],
            _why(ask, one, names[one.through].name if one.through in names else ""),
        )
        for one in found
        if one.person in rows
    ]
    return page(ask, "people/find.html", words="", met=met, more="", here="search")


async def _found(tx: Read, ask: Ask, typed: str, me: PersonId | None) -> Response:
    before = PersonId.parse(ask.query.get("before", ""))
    ids = await people_found(tx, me, typed, before, SHOWN + 1)
    met = [Met(row, "") for row in await person_rows(tx, ask, ids[:SHOWN])]
    more = ""
    if len(ids) > SHOWN:
        said = ask.request.url.include_query_params(q=typed, before=int(ids[SHOWN - 1]))
        more = f"/people?{said.query}"
    if ask.is_htmx:
        return fragment(ask, "people/met.html", met=met, more=more)
    return page(ask, "people/find.html", words=typed, met=met, more=more, here="search")


def _why(ask: Ask, one: Suggestion, through: str) -> str:
    if one.topic:
        name = topic_name(one.topic, ask.locale) if one.topic in TOPICS else one.topic
        return ask.gettext("writes about %(topic)s", topic=name)
    if not one.others:
        return ask.gettext("followed by %(name)s", name=through)
    if one.others == 1:
        return ask.gettext("followed by %(name)s and 1 more", name=through)
    return ask.gettext("followed by %(name)s and %(count)s more", name=through, count=one.others)
