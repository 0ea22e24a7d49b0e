"""What people look for: counted by distinct people, without keeping who they were."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from serai.kernel import PersonId
from serai.search._tables import looked_for, looked_for_days
from serai.search.bigrams import pieces
from serai.store import Read, Write, change, insert, statement

DAY: Final = 86_400_000_000
"""Microseconds."""


class LookLimits(Struct, frozen=True):
    """How searches are counted: for whom, for how long, and from how many people on."""

    longest: int = 40
    """Characters of a word that is counted; what is longer is a sentence of somebody's."""
    digits: int = 5
    """So many digits in it may be somebody's number, and are not counted."""
    people: int = 5
    """Distinct people from whom on a word is told, and kept beyond the days it is sealed."""
    sealed_days: int = 2
    kept_days: int = 9


LIMITS: Final = LookLimits()

_SALT: Final = ""
_KEEP = change(
    insert(looked_for)
    .values(
        day=bindparam("today"), word=bindparam("said"), seal=bindparam("by"), at=bindparam("now")
    )
    .on_conflict_do_nothing()
)
_SALT_OF = statement(
    select(func.min(looked_for.c.seal)).where(
        looked_for.c.day == bindparam("today"), looked_for.c.word == _SALT
    ),
    lambda seal: seal,
)
_SEALED = statement(
    select(looked_for.c.word, looked_for.c.day, func.count())
    .where(looked_for.c.day >= bindparam("since"), looked_for.c.word != _SALT)
    .group_by(looked_for.c.word, looked_for.c.day),
    lambda word, day, people: (str(word), int(day), int(people)),
)
_OPEN = statement(
    select(looked_for_days.c.word, looked_for_days.c.day, looked_for_days.c.people).where(
        looked_for_days.c.day >= bindparam("since")
    ),
    lambda word, day, people: (str(word), int(day), int(people)),
)
_old = (
    select(looked_for.c.day, looked_for.c.word, func.count())
    .where(looked_for.c.day < bindparam("before"), looked_for.c.word != _SALT)
    .group_by(looked_for.c.day, looked_for.c.word)
    .having(func.count() >= bindparam("least"))
)
_ROLL = change(
    insert(looked_for_days).from_select(["day", "word", "people"], _old).on_conflict_do_nothing()
)
_UNSEAL = change(looked_for.delete().where(looked_for.c.day < bindparam("before")))
_FORGET = change(looked_for_days.delete().where(looked_for_days.c.day < bindparam("before")))


def countable(typed: str, limits: LookLimits = LIMITS) -> str:
    """The word as it is counted, in one spelling; empty where it may speak of a person.

    A handle, an address, a number and a sentence are nobody else's business.
    """
    if "@" in typed or "＠" in typed or "://" in typed:
        return ""
    word = " ".join(piece for _, piece in pieces(typed))
    digits = sum(char.isdigit() for char in word)
    return word if 1 < len(word) <= limits.longest and digits < limits.digits else ""


async def look_for(tx: Write, word: str, person: PersonId) -> None:
    """`person` looked for `word`, as `countable` has it; once a day is once."""
    today = tx.now // DAY
    salt = await tx.one(_SALT_OF, today=today)
    if salt is None:
        salt = secrets.token_hex(16)
        await tx.run(_KEEP, today=today, said=_SALT, by=salt, now=tx.now)
    sealed = f"{int(person)} {word}".encode()
    seal = hashlib.blake2b(sealed, key=salt.encode(), digest_size=8).hexdigest()
    await tx.run(_KEEP, today=today, said=word, by=seal, now=tx.now)


async def words_looked_for(tx: Read, days: int) -> dict[str, dict[int, int]]:
    """How many people looked for each word, by days ago, over so many days.

    0 is today or yesterday in UTC, whichever had more: seals of two days cannot be told apart.
    """
    today = tx.now // DAY
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    rows: Iterable[tuple[str, int, int]] = [
        *await tx.all(_OPEN, since=today - days),
        *await tx.all(_SEALED, since=today - days),
    ]
    for word, day, people in rows:
        ago = max(today - day - 1, 0)
        found[word][ago] = max(found[word].get(ago, 0), people)
    return found


async def sweep_looked_for(tx: Write) -> int:
    """Break the seals of days that are over, keep numbers of many people alone; how many rows."""
    today = tx.now // DAY
    before = today - LIMITS.sealed_days + 1
    await tx.run(_ROLL, before=before, least=LIMITS.people)
    gone = await tx.run(_UNSEAL, before=before)
    return gone + await tx.run(_FORGET, before=today - LIMITS.kept_days)
