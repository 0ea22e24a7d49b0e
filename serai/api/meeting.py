"""People you may like to meet."""

from typing import Annotated

from msgspec import Meta, Struct

from serai.api.account_views import PersonView
from serai.api.note_views import person_views
from serai.entry import Ask, Routes
from serai.notes import people_to_meet
from serai.store import Read

routes = Routes()


class Most(Struct, frozen=True):
    """How many at most."""

    limit: Annotated[int, Meta(ge=1, le=50)] = 20


class SuggestionView(Struct, frozen=True):
    """Somebody and why: `through` and so many `others` you follow follow them, or the `topic`."""

    person: PersonView
    through: PersonView | None
    others: int
    topic: str | None


@routes.get("/api/serai/v1/me/people", body=Most, answer=tuple[SuggestionView, ...])
async def read_people_to_meet(tx: Read, ask: Ask, most: Most) -> list[SuggestionView]:
    """People you neither follow, mute nor block, those known to people you follow first."""
    found = await people_to_meet(tx, ask.must().id, most.limit)
    ids = [who for one in found for who in (one.person, one.through) if who is not None]
    views = await person_views(tx, ids)
    return [
        SuggestionView(
            views[one.person],
            views.get(one.through) if one.through else None,
            one.others,
            one.topic or None,
        )
        for one in found
        if one.person in views
    ]
