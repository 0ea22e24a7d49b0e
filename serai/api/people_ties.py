"""Ties between people: follow, block, and who is tied to whom."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.api.account_views import PersonView
from serai.api.asking import named, viewer
from serai.api.note_views import person_views
from serai.api.paging import NUMBER, Page, answer, cursor, numbers_in
from serai.entry import Ask, Routes
from serai.graph import Tie, blocked, followers, following, ties, unblock
from serai.kernel import PersonId
from serai.notes import (
    block_person,
    drop_follower,
    follow_author,
    take_follower_back,
    unfollow_author,
)
from serai.store import Read, Write

routes = Routes()


class TiesPaging(Struct, frozen=True):
    """As `Paging`, for lists in the order in which ties were made."""

    after: Annotated[str, Meta(pattern=f"^(({NUMBER}){{2}})?$")] = ""
    limit: Annotated[int, Meta(ge=1, le=50)] = 20


class TiesView(Struct, frozen=True):
    """How you stand to somebody; `requested`: you asked to follow, and wait for an answer."""

    following: bool
    followed_by: bool
    blocking: bool
    requested: bool


async def _standing(tx: Read, me: PersonId, them: PersonId) -> TiesView:
    found = await ties(tx, me, them)
    return TiesView(found.follows, found.followed_by, found.blocks, found.requested)


@routes.get("/api/serai/v1/people/{handle}/ties", answer=TiesView)
async def read_ties(tx: Read, ask: Ask, _: None) -> TiesView:
    """How you stand to somebody."""
    return await _standing(tx, ask.must().id, (await named(tx, ask)).id)


@routes.put("/api/serai/v1/people/{handle}/follow", answer=TiesView)
async def follow_person(tx: Write, ask: Ask, _: None) -> TiesView:
    """Follow somebody; a private account is asked (`requested`) and answers later."""
    me, them = ask.must().id, (await named(tx, ask)).id
    await follow_author(tx, me, them)
    return await _standing(tx, me, them)


@routes.delete("/api/serai/v1/people/{handle}/follow", answer=TiesView)
async def unfollow_person(tx: Write, ask: Ask, _: None) -> TiesView:
    """Follow somebody no longer, or take a request back."""
    me, them = ask.must().id, (await named(tx, ask)).id
    await unfollow_author(tx, me, them)
    return await _standing(tx, me, them)


@routes.put("/api/serai/v1/people/{handle}/block", answer=TiesView)
async def block_somebody(tx: Write, ask: Ask, _: None) -> TiesView:
    """Block somebody: neither meets the other, and neither follows the other."""
    me, them = ask.must().id, (await named(tx, ask)).id
    await block_person(tx, me, them)
    return await _standing(tx, me, them)


@routes.delete("/api/serai/v1/people/{handle}/block", answer=TiesView)
async def unblock_somebody(tx: Write, ask: Ask, _: None) -> TiesView:
    """Unblock somebody; follows do not come back by themselves."""
    me, them = ask.must().id, (await named(tx, ask)).id
    await unblock(tx, me, them)
    return await _standing(tx, me, them)


@routes.get("/api/serai/v1/people/{handle}/following", body=TiesPaging, answer=Page[PersonView])
async def read_following(tx: Read, ask: Ask, paging: TiesPaging) -> Response:
    """Whom somebody follows, the latest first; without people who block you or whom you block."""
    whose = (await named(tx, ask)).id
    found = await following(tx, viewer(ask), whose, place_of(paging), paging.limit + 1)
    return await _people_page(tx, ask, found, paging.limit)


@routes.get("/api/serai/v1/people/{handle}/followers", body=TiesPaging, answer=Page[PersonView])
async def read_followers(tx: Read, ask: Ask, paging: TiesPaging) -> Response:
    """Who follows somebody, the latest first; without people who block you or whom you block."""
    whose = (await named(tx, ask)).id
    found = await followers(tx, viewer(ask), whose, place_of(paging), paging.limit + 1)
    return await _people_page(tx, ask, found, paging.limit)


@routes.get("/api/serai/v1/me/blocked", body=TiesPaging, answer=Page[PersonView])
async def read_blocked(tx: Read, ask: Ask, paging: TiesPaging) -> Response:
    """Whom you blocked, the latest first."""
    found = await blocked(tx, ask.must().id, place_of(paging), paging.limit + 1)
    return await _people_page(tx, ask, found, paging.limit)


@routes.delete("/api/serai/v1/me/followers/{handle}", answer=TiesView)
async def remove_follower(tx: Write, ask: Ask, _: None) -> TiesView:
    """Somebody no longer follows you; they are not told."""
    me, them = ask.must().id, (await named(tx, ask)).id
    await drop_follower(tx, me, them)
    return await _standing(tx, me, them)


@routes.post("/api/serai/v1/me/followers/{handle}/restore", answer=TiesView)
async def restore_follower(tx: Write, ask: Ask, _: None) -> TiesView:
    """Undo the removal of a follower, within an hour."""
    me, them = ask.must().id, (await named(tx, ask)).id
    await take_follower_back(tx, me, them)
    return await _standing(tx, me, them)


def place_of(paging: TiesPaging) -> Tie | None:
    """Where the list goes on."""
    numbers = numbers_in(paging.after)
    return Tie(PersonId(numbers[0]), numbers[1]) if numbers else None


async def _people_page(tx: Read, ask: Ask, found: Sequence[Tie], limit: int) -> Response:
    shown = found[:limit]
    views = await person_views(tx, [tie.person for tie in shown])
    behind = cursor(shown[-1].person, shown[-1].at) if len(found) > limit else None
    return answer(ask, [views[tie.person] for tie in shown if tie.person in views], behind)
