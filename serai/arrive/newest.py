"""The newest things of a stream, however long it is."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Newest(Generic[T]):
    """At most `most` things, the newest ones, however many come."""

    def __init__(self, most: int, when: Callable[[T], int]) -> None:
        self._most = most
        self._when = when
        self._held: list[T] = []

    def add(self, thing: T) -> None:
        """Hold `thing` as long as it is among the newest."""
        self._held.append(thing)
        if len(self._held) > 2 * self._most:
            self._held = self._cut()

    def _cut(self) -> list[T]:
        # A stable sort: among things of unknown age the file's order decides.
        return sorted(self._held, key=self._when, reverse=True)[: self._most]

    def oldest_first(self) -> list[T]:
        """What is held, in the order in which it happened."""
        return self._cut()[::-1]
