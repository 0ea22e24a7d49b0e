"""The list as it was last counted, and searches that wait to be written down."""

from collections.abc import Iterable
from typing import Final

from serai.accounts import find_many
from serai.hot.rise import LIMITS, HotLimits, Rising, rising
from serai.kernel import PersonId
from serai.notes import people_by_topic
from serai.search import words_looked_for
from serai.store import Read

WAITING: Final = 10_000
"""Searches that may wait for the next minute, at most; those beyond are not counted."""


class Hot:
    """One process's memory: what rises, counted at most once a minute, and what was looked for."""

    def __init__(self, limits: HotLimits = LIMITS) -> None:
        self.limits = limits
        self._rows: tuple[Rising, ...] = ()
        self._at: int | None = None
        self._waiting: set[tuple[str, PersonId]] = set()

    @property
    def topics(self) -> tuple[str, ...]:
        """Keys of the topics that rose when it was last counted, the most first."""
        return tuple([row.what for row in self._rows if row.kind == "topic"])

    async def rows(self, tx: Read) -> tuple[Rising, ...]:
        """Topics, then searches, each the most rising first; counted anew where it is stale."""
        stale = self.limits.fresh_seconds * 1_000_000
        if self._at is None or not self._at <= tx.now < self._at + stale:
            self._rows, self._at = await _count(tx, self.limits), tx.now
        return self._rows

    def look(self, word: str, person: PersonId) -> None:
        """`person` looked for `word`; it waits for `take`."""
        if len(self._waiting) < WAITING:
            self._waiting.add((word, person))

    def take(self) -> list[tuple[str, PersonId]]:
        """What waits, which waits no longer."""
        taken, self._waiting = sorted(self._waiting), set()
        return taken


async def _count(tx: Read, limits: HotLimits) -> tuple[Rising, ...]:
    topics = rising("topic", await people_by_topic(tx, limits.days + 1), limits)
    words = rising("search", await words_looked_for(tx, limits.days + 1), limits)
    told = await _no_handles(tx, words)
    return (*topics[: limits.shown], *told[: limits.shown])


async def _no_handles(tx: Read, words: Iterable[Rising]) -> list[Rising]:
    """Without words that are what somebody is called here: who that is may have come later."""
    found = list(words)
    handles = await find_many(tx, [row.what for row in found])
    return [row for row in found if row.what not in handles]
