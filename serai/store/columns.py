"""What a column may be: an id, a time, a Struct; the same on SQLite and PostgreSQL."""

from typing import Any, Final, Generic, TypeVar

import msgspec
from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Dialect,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from serai.kernel import Id, to_json
from serai.kernel.wire import from_json

IdT = TypeVar("IdT", bound=Id)
T = TypeVar("T")

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every room's tables register here; rooms read their own alone."""

Time: Final = BigInteger
"""Epoch microseconds, UTC: SQLite would drop a time zone."""


class IdColumn(TypeDecorator[IdT], Generic[IdT]):
    """A typed id in a 64-bit column; a rowid where it is SQLite's primary key."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, kind: type[IdT]) -> None:
        super().__init__()
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """INTEGER on SQLite (its rowid), BIGINT elsewhere."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())

    def read(self, value: int | None) -> IdT | None:
        """The number as its kind of id."""
        return None if value is None else self.kind(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> IdT | None:  # noqa: ARG002
        """As `read`, where SQLAlchemy itself reads."""
        return self.read(value)


class Json(TypeDecorator[T], Generic[T]):
    """A Struct, list or mapping as JSON text, read back as the very type it was."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The value as text."""
        return None if value is None else to_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:  # noqa: ARG002
        """The text as the declared type."""
        if value is None:
            return None
        found: T = from_json(value, self.kind)
        return found


class _Several(TypeDecorator[list[Any]]):
    """A list handed to one parameter: an array on PostgreSQL, JSON text on SQLite."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        whole = isinstance(self.item, BigInteger | Integer | IdColumn)
        inner = BigInteger() if whole else Text()
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(inner))

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        plain = [int(item) if isinstance(item, int) else item for item in value]
        return msgspec.json.encode(plain).decode() if dialect.name == "sqlite" else plain


class among(ColumnElement[bool]):  # noqa: N801 - reads as a condition: among(table.c.id, "ids")
    """`column` is one of the list bound to `name`; one compiled statement for any length."""

    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.column = column
        self.values = bindparam(name, type_=_Several(column.type))

    @property
    def _from_objects(self) -> Any:
        return self.column._from_objects  # noqa: SLF001 - a custom element hands on its tables


@compiles(among, "sqlite")
def _among_sqlite(element: among, compiler: SQLCompiler, **kw: Any) -> str:
    column = compiler.process(element.column, **kw)
    return f"{column} IN (SELECT value FROM json_each({compiler.process(element.values, **kw)}))"


@compiles(among)
def _among_postgres(element: among, compiler: SQLCompiler, **kw: Any) -> str:
    column = compiler.process(element.column, **kw)
    return f"{column} = ANY ({compiler.process(element.values, **kw)})"
