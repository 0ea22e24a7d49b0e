"""One index of words behind the same few statements on both stores."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, Generic, TypeVar

from sqlalchemy import (
    BigInteger,
    Dialect,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from serai.kernel import Id, NoteId, PersonId
from serai.search.question import asks, postgres_question, sqlite_question
from serai.store import Read, Write, change, statement

IdT = TypeVar("IdT", bound=Id)

NEWEST: Final = 2**63 - 1
_LAST_PLACE: Final = 16_383  # a tsvector counts no further


class _Tokens(TypeDecorator[Sequence[str]]):
    """Tokens in their places: words and spaces for FTS5, the text of a `tsvector`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """The tokens as text."""
        if dialect.name == "sqlite":
            return " ".join(value or ())
        places: defaultdict[str, list[str]] = defaultdict(list)
        for place, token in enumerate(value or (), start=1):
            places[token].append(str(min(place, _LAST_PLACE)))
        return " ".join(f"'{token}':{','.join(held)}" for token, held in places.items())


class _Question(TypeDecorator[str]):
    """What somebody typed, as the store's index understands it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str:
        """The question as text."""
        ask = sqlite_question if dialect.name == "sqlite" else postgres_question
        return ask(value or "")


class Index(Generic[IdT]):
    """A table of tokens, a row for each thing: FTS5 on SQLite, a `tsvector` on PostgreSQL.

    Migration 0002 makes the tables; they are no part of the one schema.
    """

    def __init__(self, name: str, kind: type[IdT]) -> None:
        words = table(name, column("rowid", BigInteger), column("words", Text))
        tokens = bindparam("tokens", type_=_Tokens())
        keep = words.insert()
        self._keep = change(
            {
                "sqlite": keep.values(rowid=bindparam("which"), words=tokens),
                "postgresql": keep.values(rowid=bindparam("which"), words=cast(tokens, TSVECTOR)),
            }
        )
        self._drop = change(words.delete().where(words.c.rowid == bindparam("which")))
        asked = bindparam("asked", type_=_Question())
        found = (
            select(words.c.rowid)
            .where(words.c.rowid < bindparam("before"))
            .order_by(words.c.rowid.desc())
            .limit(bindparam("limit"))
        )
        self._find = statement(
            {
                "sqlite": found.where(words.c.words.op("MATCH")(asked)),
                "postgresql": found.where(words.c.words.op("@@")(cast(asked, TSQUERY))),
            },
            kind,
        )

    async def keep(self, tx: Write, which: IdT, tokens: Sequence[str]) -> None:
        """Find `which` by `tokens` from now on, and by no others."""
        await tx.run(self._drop, which=which)
        await tx.run(self._keep, which=which, tokens=tokens)

    async def drop(self, tx: Write, which: IdT) -> None:
        """Find `which` no longer."""
        await tx.run(self._drop, which=which)

    async def find(self, tx: Read, typed: str, before: IdT | None, limit: int) -> list[IdT]:
        """What `typed` names, newest first, older than `before`; nothing where nothing is asked.

        Ask in a transaction that has not written words: SQLite 3.40 spoils the pending part of an
        FTS5 index when a row is dropped, asked for by a beginning, and kept again before a commit.
        """
        if not asks(typed):
            return []
        newest = NEWEST if before is None else before
        return await tx.all(self._find, asked=typed, before=newest, limit=limit)


NOTES: Final = Index("note_words", NoteId)
PEOPLE: Final = Index("person_words", PersonId)
