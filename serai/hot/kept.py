"""The list as it was last counted, and searches that wait to be written down."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from serai.accounts import find_many
from serai.hot.rise import LIMITS, HotLimits, Rising, rising
from serai.kernel import PersonId
from serai.notes import PublicTopics, people_by_topic
from serai.search import words_looked_for
from serai.store import Database, Read

DAY: Final = 86_400_000_000
"""Microseconds."""

WAITING: Final = 10_000
"""Searches that may wait for the next minute, at most; those beyond are not counted."""


class Hot:
    """One process's memory: what rises, as `watch` counts it, and what was looked for."""

    def __init__(self, limits: HotLimits = LIMITS) -> None:
        self.limits = limits
        self.rows: tuple[Rising, ...] = ()
        """Topics, then searches, each the most rising first, as they were last counted."""
        self._before: dict[str, dict[int, int]] = {}
        self._before_at: int | None = None
        self._waiting: set[tuple[str, PersonId]] = set()

    @property
    def topics(self) -> tuple[str, ...]:
        """Keys of the topics that rose when it was last counted, the most first."""
        return tuple([row.what for row in self.rows if row.kind == "topic"])

    async def count(self, database: Database) -> None:
        """Count anew who did something in the last day, and now and then what is usual."""
        now, limits, public = database.clock.now(), self.limits, PublicTopics()
        usual = limits.usual_seconds * 1_000_000
        if self._before_at is None or not self._before_at <= now < self._before_at + usual:
            self._before = await _days_before(database, now, limits, public)
            self._before_at = now
        today = await people_by_topic(database, now - DAY, now, public)
        counted = {topic: {0: many, **self._before.get(topic, {})} for topic, many in today.items()}
        topics = rising("topic", counted, limits)
        async with database.read() as tx:
            words = rising("search", await words_looked_for(tx, limits.days + 1), limits)
            told = await _no_handles(tx, words)
        self.rows = (*topics[: limits.shown], *told[: limits.shown])

    def look(self, word: str, person: PersonId) -> None:
        """`person` looked for `word`; it waits for `take`."""
        if len(self._waiting) < WAITING:
            self._waiting.add((word, person))

    def take(self) -> list[tuple[str, PersonId]]:
        """What waits, which waits no longer."""
        taken, self._waiting = sorted(self._waiting), set()
        return taken


async def _days_before(
    database: Database, now: int, limits: HotLimits, public: PublicTopics
) -> dict[str, dict[int, int]]:
    """People by topic and by how many days ago."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for ago in range(1, limits.days + 1):
        until = now - ago * DAY
        for topic, many in (await people_by_topic(database, until - DAY, until, public)).items():
            found[topic][ago] = many
    return found


async def _no_handles(tx: Read, words: Iterable[Rising]) -> list[Rising]:
    """Without words that are what somebody is called here: who that is may have come later."""
    found = list(words)
    handles = await find_many(tx, [row.what for row in found])
    return [row for row in found if row.what not in handles]
