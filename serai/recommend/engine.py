"""The engine: the state folded from the log, and the doors through which a feed asks it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from serai.kernel import NoteId, PersonId
from serai.recommend._fold import State
from serai.recommend._log import CHUNK, Place, tail
from serai.recommend.likely import liked_with
from serai.recommend.pool import Pool, pool_of
from serai.recommend.profile import Profile, profile_of
from serai.recommend.retrieve import SOURCES
from serai.recommend.signals import Signal
from serai.recommend.viewer import Viewer
from serai.recommend.weights import HOUR, VERSION, WEIGHTS
from serai.store import Read


class Trial(Struct, frozen=True):
    """How far a new note's first audience has come; `waiting` until it has met them all."""

    met: int
    wanted: int
    waiting: bool


class Engine:
    """One process's memory of the log; made empty, filled by `catch_up`, never written by hand."""

    def __init__(self) -> None:
        self._state = State()
        self._place = Place()

    @property
    def version(self) -> str:
        """The version of the ranker: the weights file's number and hash."""
        return VERSION

    @property
    def folded(self) -> int:
        """The place in the log up to which everything is taken in."""
        return self._place.seq

    async def catch_up(self, tx: Read) -> None:
        """Fold what was written since. `tx` only reads: what may be undone must not be folded."""
        while True:
            since = self._place
            rows = await tail(tx, since)
            # On PostgreSQL another page may have folded the same rows while this one waited.
            if self._place != since:
                continue
            for place, signal in rows:
                self._state.fold(signal)
                self._place = place
            if len(rows) < CHUNK:
                return

    def fold(self, signals: Iterable[Signal]) -> None:
        """Fold signals that come from no database: a replay, a bench."""
        for signal in signals:
            self._state.fold(signal)

    def profile(self, viewer: Viewer) -> Profile:
        """What is known of `viewer`."""
        return profile_of(self._state, viewer)

    def retrieve(self, source: str, profile: Profile) -> list[int]:
        """What one of `SOURCES` finds."""
        return list(SOURCES[source](self._state, profile))

    def pool(self, profile: Profile, found: Mapping[str, Iterable[int]]) -> Pool:
        """The notes found, each once, weighed for the viewer."""
        return pool_of(self._state, profile, found)

    def topic(self, number: int) -> str:
        """The key of the topic with this number."""
        return self._state.notes.topic_names.words[number]

    def liked_with(self, profile: Profile, row: int) -> list[NoteId]:
        """The notes whose likes speak most for the one in `row`."""
        ids = self._state.notes.ids
        return [NoteId(ids[recent]) for recent in liked_with(self._state, profile, row)]

    def row(self, note: NoteId) -> int | None:
        """The row of a note that was ever offered."""
        return self._state.notes.rows.get(note)

    def of_topic(self, key: str) -> list[int]:
        """The public notes of a topic: the newest, and the best welcomed."""
        number = self._state.notes.topic_names.known(key)
        if number is None:
            return []
        shelf = self._state.notes.shelves[number]
        return [row for _, row in shelf.listed[-400:]] + shelf.best

    def in_time(self, before: tuple[int, int], many: int) -> list[int]:
        """The newest public notes before (epoch microseconds, row), newest first."""
        return self._state.notes.in_time(before, many)

    def by_authors(
        self, authors: Iterable[PersonId], before: tuple[int, int], many: int
    ) -> list[int]:
        """The newest notes of `authors`, for their followers too, newest first."""
        return self._state.notes.by_authors(authors, before, many)

    def trial(self, note: NoteId, now: int) -> Trial:
        """How far the first audience of `note` has come."""
        row, notes = self.row(note), self._state.notes
        wanted = WEIGHTS.page.trial_impressions
        if row is None:
            return Trial(0, wanted, waiting=False)
        young = now - int(notes.published[row]) < WEIGHTS.page.trial_hours * HOUR
        return Trial(int(notes.shown[row]), wanted, waiting=young and row in notes.trial)
