"""Authors and topics that somebody wishes not to meet in their own feed."""

from msgspec import Struct

from serai.api.account_views import PersonView
from serai.api.asking import named
from serai.api.note_views import person_views
from serai.entry import Ask, Routes
from serai.recommend import (
    avoid_author,
    avoid_topic,
    avoided_of,
    unavoid_author,
    unavoid_topic,
)
from serai.store import Read, Write

routes = Routes()


class AvoidedView(Struct, frozen=True):
    """Whom and what you avoid, the latest first; topics by their keys."""

    authors: tuple[PersonView, ...]
    topics: tuple[str, ...]


@routes.get("/api/serai/v1/me/avoided", answer=AvoidedView)
async def read_avoided(tx: Read, ask: Ask, _: None) -> AvoidedView:
    """Whom and what you avoid."""
    found = await avoided_of(tx, ask.must().id)
    views = await person_views(tx, found.authors)
    return AvoidedView(tuple(views[one] for one in found.authors if one in views), found.topics)


@routes.put("/api/serai/v1/people/{handle}/avoid")
async def avoid_person(tx: Write, ask: Ask, _: None) -> None:
    """Your feed shows nothing by this author; they are not told."""
    me = ask.must().id
    await avoid_author(tx, me, (await named(tx, ask)).id)


@routes.delete("/api/serai/v1/people/{handle}/avoid")
async def unavoid_person(tx: Write, ask: Ask, _: None) -> None:
    """Your feed may show this author again."""
    me = ask.must().id
    await unavoid_author(tx, me, (await named(tx, ask)).id)


@routes.put("/api/serai/v1/topics/{name}/avoid")
async def avoid_a_topic(tx: Write, ask: Ask, _: None) -> None:
    """Your feed shows nothing about this topic, in any spelling."""
    await avoid_topic(tx, ask.must().id, ask.path["name"])


@routes.delete("/api/serai/v1/topics/{name}/avoid")
async def unavoid_a_topic(tx: Write, ask: Ask, _: None) -> None:
    """Your feed may show this topic again."""
    await unavoid_topic(tx, ask.must().id, ask.path["name"])
