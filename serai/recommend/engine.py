"""The engine: the state folded from the log, and the doors through which a feed asks it."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import structlog
from msgspec import Struct

from serai.kernel import NoteId, PersonId
from serai.recommend._affinity import affinities_of
from serai.recommend._attend import rehearse_all
from serai.recommend._compose import compose
from serai.recommend._draft import draft_of
from serai.recommend._hidden import hidden_among
from serai.recommend._lay import Laid, lay
from serai.recommend._log import (
    CANDIDATE,
    CHUNK,
    KIND,
    LogRow,
    Place,
    first_offer,
    last,
    place_of,
    tail,
)
from serai.recommend._notes import by_authors
from serai.recommend._question import question_of
from serai.recommend._state import State, hours
from serai.recommend._take_in import fold, fold_rows
from serai.recommend._trial import capacity_of, trial_of, waiting_longest
from serai.recommend._types import Singles
from serai.recommend._videos import videos
from serai.recommend.chances import Chances
from serai.recommend.deeds import Deeds, fold_deeds
from serai.recommend.drawn import Draft
from serai.recommend.question import Question
from serai.recommend.signals import Signal
from serai.recommend.snapshot import Moment, Snapshot, read, take, write_snapshot
from serai.recommend.trial import Capacity, Trial
from serai.recommend.viewer import Viewer
from serai.recommend.weights import VERSION
from serai.store import Read

_log = structlog.get_logger()


class Counted(Struct):
    """Signals that were folded here, how many of them a snapshot keeps, and which was an erasure.

    `doubtful` is what came from a snapshot until it is seen to be of this log.
    """

    folded: int = 0
    kept: int = 0
    erased: int = 0
    doubtful: bool = False


class Engine:
    """One process's memory of the log; made empty, filled by `catch_up`, never written by hand."""

    def __init__(self) -> None:
        self._state = State()
        self._place = Place()
        self._origin: tuple[int, int] | None = None
        self._counted = Counted()
        self.chances = Chances()

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
        await self._see_if_it_belongs(tx)
        while True:
            since = self._place
            rows = await tail(tx, since)
            # On PostgreSQL another page may have folded the same rows while this one waited.
            if self._place != since:
                continue
            if rows:
                self._take_in(rows)
            if self._origin is None and any(row[CANDIDATE] is not None for row in rows):
                self._origin = await first_offer(tx)
            if len(rows) < CHUNK:
                return

    async def catch_up_alone(self, tx: Read) -> None:
        """The same at a start, when nobody asks yet: folds aside while more of the log is read."""
        await self._see_if_it_belongs(tx)
        rows = await tail(tx, self._place)
        while len(rows) == CHUNK:
            folding = asyncio.get_running_loop().run_in_executor(None, self._take_in, rows)
            following = await tail(tx, place_of(rows[-1]))
            await folding
            rows = following
        if self._origin is None:
            self._origin = await first_offer(tx)
        await self.catch_up(tx)

    def _take_in(self, rows: list[LogRow]) -> None:
        fold_rows(self._state, rows)
        self._place = place_of(rows[-1])
        counted = self._counted
        counted.folded += len(rows)
        if any(row[KIND] == "erased" for row in rows):
            counted.erased = counted.folded

    async def _see_if_it_belongs(self, tx: Read) -> None:
        """Begin anew where what was loaded does not come from this very log."""
        if not self._counted.doubtful:
            return
        fits = await last(tx) >= self._place.seq and await first_offer(tx) == self._origin
        self._counted.doubtful = False
        if not fits:
            _log.warning("engine.snapshot_ignored", why="it comes from another log")
            self._state, self._place, self._origin = State(), Place(), None

    def load(self, folder: Path) -> None:
        """Go on from the snapshot in `folder`, where one can be used.

        Whether it belongs to the log is seen when the engine catches up with it.
        """
        found = read(folder)
        if found is not None:
            self._state, head = found
            self._place, self._origin = head.place, head.origin
            self._counted = Counted(doubtful=True)

    def save(self, folder: Path) -> None:
        """Write a snapshot into `folder`; nothing may be folded meanwhile."""
        snapshot = take(self._state, self._now(), copy=False)
        write_snapshot(snapshot, folder)
        self.kept(snapshot)

    def snapshot(self) -> Snapshot:
        """A copy as it stands now, to be written (`write_snapshot`) while the engine goes on."""
        return take(self._state, self._now(), copy=True)

    def _now(self) -> Moment:
        return Moment(self._place, self._origin, self._counted.folded)

    def kept(self, snapshot: Snapshot) -> None:
        """`snapshot` was written."""
        self._counted.kept = snapshot.at.folded

    def is_worth_saving(self, many: int) -> bool:
        """Whether `many` signals were folded since the last snapshot, or somebody was erased."""
        counted = self._counted
        return counted.folded - counted.kept >= many or counted.erased > counted.kept

    def fold(self, signals: Iterable[Signal]) -> None:
        """Fold signals that come from no database: a replay, a bench."""
        fold(self._state, signals)

    def fold_deeds(self, deeds: Deeds, *, tell: bool = False) -> Singles:
        """Fold many deeds in one piece; see `deeds.fold_deeds`."""
        return fold_deeds(self._state, deeds, tell=tell)

    def rehearse(self) -> None:
        """Everybody's likes, as far as they are remembered, once more: for data that came at once.

        A live engine needs none; the log does not tell of it, so a replay must do the same.
        """
        rehearse_all(self._state.memory, self._state.people.many)

    def draw(self, question: Question) -> Draft:
        """A page for `question`, each card with its sum."""
        state = self._state
        many = compose(state.bare, question_of(state, question), state.bare_room)
        return draft_of(state, question, many)

    def lay(self, question: Question) -> Laid:
        """The same page without its sums, as columns."""
        return lay(self._state, question)

    def affinities(self, viewer: Viewer, notes: Iterable[NoteId]) -> Singles:
        """How strongly each of `notes` draws the viewer, as logits over the whole catalogue.

        What was never offered stands at minus infinity.
        """
        rows = self._state.notes.rows(np.fromiter((int(note) for note in notes), np.int64))
        return affinities_of(self._state, viewer, rows)

    def of_topic(self, key: str, many: int) -> list[NoteId]:
        """The newest public notes of a topic, and its best, each once."""
        state = self._state
        lane = state.lanes.known(key)
        if lane is None:
            return []
        listed = list(reversed(state.of_topic.get(lane, ())))[:many]
        best = [int(row) for row in state.memory.lanes.best[lane] if row >= 0]
        return self._ids(row for row in dict.fromkeys(listed + best) if state.stands(row, lane))

    def of_place(self, place: str, many: int) -> list[NoteId]:
        """The newest and the best public notes whose authors let them be met at a territory."""
        return self.of_topic(f"@place:{place}", many)

    def videos(self, many: int) -> list[NoteId]:
        """The newest public videos, and of those before them the most liked, each once."""
        return self._ids(videos(self._state, many))

    def in_time(self, before: tuple[int, NoteId | None], many: int) -> list[NoteId]:
        """The newest public notes before (epoch microseconds, note), newest first."""
        state, (at, note) = self._state, before
        end = state.timeline.before(at, self._row(note))
        return self._ids(state.timeline.newest(end, many))

    def by_authors(
        self, authors: Iterable[PersonId], before: tuple[int, NoteId | None], many: int
    ) -> list[NoteId]:
        """The newest notes of `authors`, for their followers too, newest first."""
        at, note = before
        return self._ids(by_authors(self._state, authors, (hours(at), self._row(note)), many))

    def hidden(self, person: PersonId | None, notes: Iterable[NoteId]) -> set[NoteId]:
        """Which of `notes` the person wished not to see."""
        row = -1 if person is None else self._state.people.row(person)
        if row < 0:
            return set()
        asked = list(notes)
        rows = self._state.notes.rows(np.array(asked, np.int64))
        found = np.zeros(len(rows), np.uint8)
        hidden_among(self._state.memory.ties, row, rows, found)
        return {note for note, hid in zip(asked, found, strict=True) if hid}

    def published(self, note: NoteId) -> int:
        """When a note that was offered was published, epoch microseconds."""
        return self._state.published(self._row(note))

    def trial(self, note: NoteId, now: int) -> Trial:
        """How far the audiences of `note` have come."""
        return trial_of(self._state, self._row(note), now)

    def capacity(self, now: int) -> Capacity:
        """Whether there are readers enough for what is new."""
        return capacity_of(self._state, now)

    def waiting_longest(self, now: int, many: int) -> list[NoteId]:
        """The notes that look for their first audience, those that have waited longest first."""
        return waiting_longest(self._state, now, many)

    def _row(self, note: NoteId | None) -> int:
        return -1 if note is None else self._state.notes.row(note)

    def _ids(self, rows: Iterable[int]) -> list[NoteId]:
        ids = self._state.memory.notes.ids
        return [NoteId(ids[row]) for row in rows]


def open_engine(folder: Path) -> Engine:
    """An engine that goes on from the snapshot in `folder`; an empty one where none can be used."""
    engine = Engine()
    engine.load(folder)
    return engine
