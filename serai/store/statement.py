"""Statements: SQLAlchemy Core, compiled once for each dialect, rows straight into Structs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Dialect, Executable, Float
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect
from sqlalchemy.sql.compiler import SQLCompiler

from serai.store.columns import IdColumn

T = TypeVar("T")

insert = postgresql.insert
"""INSERT with ON CONFLICT: PostgreSQL's form, which SQLite's compiler understands as well."""

DIALECTS: Final[Mapping[str, Dialect]] = {
    "sqlite": sqlite_dialect.dialect(paramstyle="named"),
    "postgresql": asyncpg_dialect(),  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
}

Reader = Callable[[Any], Any]


class Compiled:
    """One statement for one dialect: its text, how parameters go in and columns come out."""

    __slots__ = ("binds", "defaults", "order", "readers", "sql")

    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.sql = str(compiled)
        self.order: Sequence[str] = compiled.positiontup or ()
        self.defaults: dict[str, Any] = {
            name: bind.effective_value
            for bind, name in compiled.bind_names.items()
            if not bind.required
        }
        # One name may stand in several places; its value is made ready once.
        self.binds: dict[str, Reader] = {
            name: process
            for bind, name in compiled.bind_names.items()
            if (process := _bind_processor(bind.type, dialect))
        }
        self.readers: list[tuple[int, Reader]] = [
            (at, process)
            for at, column in enumerate(compiled._result_columns)  # noqa: SLF001 - no public name
            if (process := _result_processor(column.type, dialect))
        ]

    def fill(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """All parameters of the statement, as the driver wants them."""
        values = {**self.defaults, **given}
        for name, process in self.binds.items():
            values[name] = process(values[name])
        return values

    def place(self, given: Mapping[str, Any]) -> list[Any]:
        """The same in the order of their places, for drivers that count."""
        values = self.fill(given)
        return [values[name] for name in self.order]


def _bind_processor(kind: Any, dialect: Dialect) -> Reader | None:
    found: Reader | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return found


def _result_processor(kind: Any, dialect: Dialect) -> Reader | None:
    if isinstance(kind, Float) and not kind.asdecimal:
        return None  # both drivers answer with floats; asyncpg's dialect would ask the wire's type
    if isinstance(kind, IdColumn):
        return kind.read  # SQLAlchemy's own way there takes three calls for every id of a page
    found: Reader | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return found


class Change:
    """A statement without rows, or whose rows nobody reads.

    `core` is one SQLAlchemy statement, or one for each dialect where the stores differ.
    """

    def __init__(self, core: Executable | Mapping[str, Executable]) -> None:
        self._core = core
        self._compiled: dict[str, Compiled] = {}

    def on(self, dialect: str) -> Compiled:
        """The statement as `dialect` speaks it; compiled at the first call."""
        found = self._compiled.get(dialect)
        if found is None:
            core = self._core[dialect] if isinstance(self._core, Mapping) else self._core
            spoken = DIALECTS[dialect]
            compiled = core.compile(dialect=spoken)  # type: ignore[attr-defined]  # every Executable we use compiles
            found = self._compiled[dialect] = Compiled(compiled, spoken)
        return found


class Statement(Change, Generic[T]):
    """A statement with rows; each becomes `into(*columns)`."""

    def __init__(self, core: Executable | Mapping[str, Executable], into: Callable[..., T]) -> None:
        super().__init__(core)
        self.into = into

    def build(self, compiled: Compiled, row: Sequence[Any]) -> T:
        """One row as what it is."""
        if not compiled.readers:
            return self.into(*row)
        values = list(row)
        for at, process in compiled.readers:
            values[at] = process(values[at])
        return self.into(*values)


def statement(core: Executable | Mapping[str, Executable], into: Callable[..., T]) -> Statement[T]:
    """A statement whose rows become `into(*columns)`; keep it at module level."""
    return Statement(core, into)


def change(core: Executable | Mapping[str, Executable]) -> Change:
    """A statement that changes rows; keep it at module level."""
    return Change(core)
