"""Once: a request sent twice under one key happens once, and both get the same answer."""

from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.entry._tables import answered
from serai.kernel import PersonId, Refusal, to_json
from serai.store import Write, change, insert, statement

KEPT: Final = round(timedelta(days=1).total_seconds() * 1_000_000)


class Answered(Struct, frozen=True):
    """An answer already given: `body` is JSON, or where a page sends its reader."""

    digest: str
    status: int
    body: str


_FIND = statement(
    select(answered.c.digest, answered.c.status, answered.c.body).where(
        answered.c.person == bindparam("person"), answered.c.key == bindparam("key")
    ),
    Answered,
)
_KEEP = change(insert(answered).on_conflict_do_nothing())
_FORGET = change(answered.delete().where(answered.c.person == bindparam("whose")))
_SWEEP = change(answered.delete().where(answered.c.at < bindparam("before")))


def digest(path: str, body: object) -> str:
    """What was asked, in short: the same key may not stand for two things."""
    try:
        said = to_json(body)
    except NotImplementedError:  # a form with files: its path and key must do
        said = b""
    return sha256(path.encode() + b"\n" + said).hexdigest()


async def already(tx: Write, person: PersonId, key: str, asked: str) -> Answered | None:
    """The answer given before; raises `Refusal("entry.key_reused")` for another request's key."""
    found = await tx.one(_FIND, person=person, key=key)
    if found is not None and found.digest != asked:
        raise Refusal("entry.key_reused")
    return found


async def remember(tx: Write, person: PersonId, key: str, given: Answered) -> None:
    """Keep an answer with what it answered; raises where a twin was faster."""
    row: dict[str, Any] = {"digest": given.digest, "status": given.status, "body": given.body}
    if not await tx.run(_KEEP, person=person, key=key, at=tx.now, **row):
        raise Refusal("entry.still_running")


async def sweep_answers(tx: Write) -> int:
    """Forget answers given more than a day ago; returns how many."""
    return await tx.run(_SWEEP, before=tx.now - KEPT)


async def forget_answers(tx: Write, person: PersonId) -> None:
    """Forget the answers given to `person`."""
    await tx.run(_FORGET, whose=person)
