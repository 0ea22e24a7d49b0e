"""A database: transactions that read, and transactions that write."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar

from serai.kernel import Clock, Id, Mint
from serai.store.statement import Change, Statement

T = TypeVar("T")
IdT = TypeVar("IdT", bound=Id)


class Read(Protocol):
    """A transaction that reads; `now` stands still inside it (epoch microseconds)."""

    now: int

    @abstractmethod
    async def all(self, asked: Statement[T], /, **given: Any) -> list[T]:
        """Every row."""

    @abstractmethod
    async def one(self, asked: Statement[T], /, **given: Any) -> T | None:
        """The first row, or None."""


class Write(Read, Protocol):
    """A transaction that may change rows; it ends with the block that opened it."""

    @abstractmethod
    async def run(self, asked: Change, /, **given: Any) -> int:
        """Change rows; returns how many were touched."""

    @abstractmethod
    async def many(self, asked: Change, rows: Sequence[Mapping[str, Any]], /) -> None:
        """The same change for each of `rows`."""

    @abstractmethod
    def mint(self, kind: type[IdT]) -> IdT:
        """A new id of `kind`, of this moment."""


class Database(Protocol):
    """Where transactions come from."""

    dialect: str
    clock: Clock
    mint: Mint

    def read(self) -> AbstractAsyncContextManager[Read]:
        """A transaction that reads one state of the database."""
        ...

    def write(self, *, at: int | None = None) -> AbstractAsyncContextManager[Write]:
        """A transaction that writes; `at` sets its moment (the demo world lives in the past)."""
        ...

    async def close(self) -> None:
        """Let go of every connection."""
        ...
