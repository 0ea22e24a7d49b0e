"""Ask to follow somebody whose account is private; answer it; take either back."""

from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam, func, select, tuple_

from serai.accounts import has_left
from serai.events import FollowAccepted, FollowRequested, FollowRequestEnded
from serai.graph._tables import follow as follows
from serai.graph._tables import follow_request as requests
from serai.graph.read import NEWEST, Tie
from serai.jobs import announce
from serai.kernel import PersonId, micros
from serai.store import IdColumn, Read, Time, Write, change, insert, statement

ANSWER_UNDONE_WITHIN: Final = micros(timedelta(hours=1))
"""Microseconds; how long an acceptance or a refusal can be taken back."""

_WAITS = (requests.c.accepted_at.is_(None), requests.c.declined_at.is_(None))
_OURS = (requests.c.asker == bindparam("asking"), requests.c.asked == bindparam("them"))
_ask = insert(requests).values(
    asker=bindparam("asking"), asked=bindparam("them"), at=bindparam("now")
)
_ASK = change(
    _ask.on_conflict_do_update(
        index_elements=[requests.c.asker, requests.c.asked],
        set_={"at": _ask.excluded.at, "accepted_at": None, "declined_at": None},
        where=requests.c.accepted_at.is_not(None) | requests.c.declined_at.is_not(None),
    )
)
_WITHDRAW = change(requests.delete().where(*_OURS, *_WAITS))
_BETWEEN = change(requests.delete().where(*_OURS))
_ACCEPT = change(requests.update().where(*_OURS, *_WAITS).values(accepted_at=bindparam("now")))
_DECLINE = change(requests.update().where(*_OURS, *_WAITS).values(declined_at=bindparam("now")))
_REOPEN = change(
    requests.update()
    .where(
        *_OURS,
        func.coalesce(requests.c.accepted_at, requests.c.declined_at, 0) > bindparam("after"),
    )
    .values(accepted_at=None, declined_at=None)
)
_TIE = change(
    insert(follows)
    .values(follower=bindparam("asking"), followee=bindparam("them"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_UNTIE = change(
    follows.delete().where(
        follows.c.follower == bindparam("asking"), follows.c.followee == bindparam("them")
    )
)
_MINE = (requests.c.asked == bindparam("me"), *_WAITS, ~has_left(requests.c.asker))
_LIST = statement(
    select(requests.c.asker, requests.c.at)
    .where(
        *_MINE,
        tuple_(requests.c.at, requests.c.asker)
        < tuple_(bindparam("at", type_=Time), bindparam("person", type_=IdColumn(PersonId))),
    )
    .order_by(requests.c.at.desc(), requests.c.asker.desc())
    .limit(bindparam("limit")),
    Tie,
)
_COUNT = statement(select(func.count()).select_from(requests).where(*_MINE), int)


async def ask_to_follow(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`them` may let `me` follow; False where that is asked already. `follow` calls this."""
    new = await tx.run(_ASK, asking=me, them=them, now=tx.now) > 0
    if new:
        await announce(tx, FollowRequested(asker=me, asked=them))
    return new


async def withdraw_request(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`me` does not ask `them` any more; False where nothing waited."""
    ended = await tx.run(_WITHDRAW, asking=me, them=them) > 0
    # An answer is not undone for somebody who went by themselves.
    await tx.run(_BETWEEN, asking=me, them=them)
    if ended:
        await announce(tx, FollowRequestEnded(asker=me, asked=them))
    return ended


async def end_requests(tx: Write, me: PersonId, them: PersonId) -> None:
    """Nothing is asked between the two, either way: a door was closed."""
    for asking, asked in ((me, them), (them, me)):
        if await tx.run(_BETWEEN, asking=asking, them=asked):
            await announce(tx, FollowRequestEnded(asker=asking, asked=asked))


async def accept_request(tx: Write, me: PersonId, asker: PersonId) -> bool:
    """`asker` follows `me` from now on; False where no request of theirs waits."""
    if not await tx.run(_ACCEPT, asking=asker, them=me, now=tx.now):
        return False
    await tx.run(_TIE, asking=asker, them=me, now=tx.now)
    await announce(tx, FollowAccepted(asker=asker, asked=me))
    return True


async def decline_request(tx: Write, me: PersonId, asker: PersonId) -> bool:
    """`asker` is not told; False where no request of theirs waits."""
    ended = await tx.run(_DECLINE, asking=asker, them=me, now=tx.now) > 0
    if ended:
        await announce(tx, FollowRequestEnded(asker=asker, asked=me))
    return ended


async def reopen_request(tx: Write, me: PersonId, asker: PersonId) -> bool | None:
    """Undo an answer of the last hour: the request waits again, and whether a follow ended.

    None where there is nothing to undo.
    """
    after = tx.now - ANSWER_UNDONE_WITHIN
    if not await tx.run(_REOPEN, asking=asker, them=me, after=after):
        return None
    ended = await tx.run(_UNTIE, asking=asker, them=me) > 0
    await announce(tx, FollowRequested(asker=asker, asked=me))
    return ended


async def requests_to(tx: Read, me: PersonId, before: Tie | None, limit: int) -> list[Tie]:
    """Who asks to follow `me`, the latest first, from behind `before` on."""
    place = before or Tie(PersonId(NEWEST), NEWEST)
    return await tx.all(_LIST, me=me, at=place.at, person=place.person, limit=limit)


async def count_requests(tx: Read, me: PersonId) -> int:
    """How many wait for an answer of `me`."""
    return await tx.one(_COUNT, me=me) or 0
