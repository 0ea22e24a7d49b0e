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
    func,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from serai.kernel import Id, NoteId, PersonId
from serai.search.question import Question, postgres_question, sqlite_question
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


class _Question(TypeDecorator[Question]):
    """A question, as the store's index understands it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Question | None, dialect: Dialect) -> str:
        """The question as text."""
        ask = sqlite_question if dialect.name == "sqlite" else postgres_question
        return ask(value or Question(()))


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
        one = select(words.c.words).where(words.c.rowid == bindparam("which"))
        lexemes = select(func.array_to_string(func.tsvector_to_array(words.c.words), " "))
        self._read = statement(
            {"sqlite": one, "postgresql": lexemes.where(words.c.rowid == bindparam("which"))},
            lambda said: str(said).split(),
        )
        self._below = statement(
            select(words.c.rowid)
            .where(words.c.rowid < bindparam("before"))
            .order_by(words.c.rowid.desc())
            .limit(bindparam("limit")),
            kind,
        )
        asked = bindparam("asked", type_=_Question())
        found = (
            select(words.c.rowid)
            .where(words.c.rowid < bindparam("before"), words.c.rowid > bindparam("after"))
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

    async def tokens(self, tx: Read, which: IdT) -> list[str]:
        """The tokens by which `which` is found, in no order; none where it is not found."""
        return await tx.one(self._read, which=which) or []

    async def below(self, tx: Read, before: int, limit: int) -> list[IdT]:
        """The newest that are kept, older than `before`."""
        return await tx.all(self._below, before=before, limit=limit)

    async def find(
        self, tx: Read, asked: Question, before: int | None, limit: int, after: int | None = None
    ) -> list[IdT]:
        """What answers `asked`, newest first, between `after` and `before`; nothing for nothing.

        Ask in a transaction that has not written words: SQLite 3.40 spoils the pending part of an
        FTS5 index when a row is dropped, asked for by a beginning, and kept again before a commit.
        """
        if not asked:
            return []
        newest = NEWEST if before is None else before
        return await tx.all(self._find, asked=asked, before=newest, after=after or 0, limit=limit)


NOTES: Final = Index("note_words", NoteId)
PEOPLE: Final = Index("person_words", PersonId)
