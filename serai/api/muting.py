"""People of whom you hear nothing, for good or for a time."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.api.account_views import PersonView
from serai.api.asking import named
from serai.api.note_views import person_views
from serai.api.paging import Page, answer, cursor
from serai.api.people_ties import TiesPaging, place_of
from serai.entry import Ask, Routes
from serai.graph import mute, muted, unmute
from serai.kernel import iso
from serai.kernel.clock import MICROS
from serai.store import Read, Write

routes = Routes()


class MuteDraft(Struct, frozen=True):
    """When it ends, with its offset from UTC; null: when you unmute."""

    until: Annotated[datetime, Meta(tz=True)] | None = None


class MutedView(Struct, frozen=True):
    """Somebody you muted, and when it ends (ISO 8601 in UTC); null: when you unmute."""

    person: PersonView
    until: str | None


@routes.put("/api/serai/v1/people/{handle}/mute", body=MuteDraft)
async def mute_person(tx: Write, ask: Ask, draft: MuteDraft) -> None:
    """Hear nothing of somebody: no notes in your feeds, no notices; they are not told."""
    until = None if draft.until is None else round(draft.until.timestamp() * MICROS)
    await mute(tx, ask.must().id, (await named(tx, ask)).id, until)


@routes.delete("/api/serai/v1/people/{handle}/mute")
async def unmute_person(tx: Write, ask: Ask, _: None) -> None:
    """Hear of somebody again."""
    await unmute(tx, ask.must().id, (await named(tx, ask)).id)


@routes.get("/api/serai/v1/me/muted", body=TiesPaging, answer=Page[MutedView])
async def read_muted(tx: Read, ask: Ask, paging: TiesPaging) -> Response:
    """Whom you mute at this moment, the latest first."""
    found = await muted(tx, ask.must().id, place_of(paging), paging.limit + 1)
    shown = found[: paging.limit]
    views = await person_views(tx, [one.person for one in shown])
    items = [
        MutedView(views[one.person], None if one.until is None else iso(one.until))
        for one in shown
        if one.person in views
    ]
    more = len(found) > paging.limit
    return answer(ask, items, cursor(shown[-1].person, shown[-1].at) if more else None)
