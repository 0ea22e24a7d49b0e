"""What is known of notes: one row each in arrays that grow, and short lists of rows by topic."""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from heapq import nlargest
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from serai.kernel import NoteId, PersonId
from serai.recommend._decay import NOTHING, QUALITY, RISING, add, take
from serai.recommend.candidate import TOPICS_READ, Candidate
from serai.recommend.weights import HOUR, WEIGHTS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Listed = list[tuple[int, int]]
"""Rows with their time of publication, oldest first."""

NEIGHBOURS: Final = 32
BEST: Final = 48
TOUCHED: Final = 256
BUSY: Final = 40
SAMPLE: Final = 2
_COLUMNS: Final[dict[str, tuple[Any, int, Any]]] = {
    "ids": (np.int64, 1, 0),
    "author": (np.int64, 1, 0),
    "published": (np.int64, 1, 0),
    "language": (np.int64, 1, 0),
    "public": (np.bool_, 1, False),
    "live": (np.bool_, 1, False),
    "topics": (np.int64, TOPICS_READ, -1),
    "good": (np.float64, 1, NOTHING),
    "tried": (np.float64, 1, NOTHING),
    "rise": (np.float64, 1, NOTHING),
    "shown": (np.int64, 1, 0),
    "missing": (np.float64, 1, 0.0),
    "fans": (np.float64, 1, 0.0),
}


def footprint(note: int) -> int:
    """24 well mixed bits of a note's id: one note in 16 million is taken for another."""
    return (note * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF) >> 40


class Names:
    """Words as small numbers, in the order in which they were met."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The number of `word`, new or known."""
        found = self._numbers.setdefault(word, len(self.words))
        if found == len(self.words):
            self.words.append(word)
        return found

    def known(self, word: str) -> int | None:
        """The number of `word`, if it was met."""
        return self._numbers.get(word)


class Shelf:
    """The notes of one topic (or of all): in order of time, and the best welcomed."""

    __slots__ = ("best", "listed")

    def __init__(self) -> None:
        self.listed: Listed = []
        self.best: list[int] = []


class Notes:
    """Rows in the order of the log; columns as in `_COLUMNS`."""

    ids: Ints
    author: Ints
    published: Ints
    language: Ints
    public: Bools
    live: Bools
    topics: Ints
    good: Floats
    tried: Floats
    rise: Floats
    shown: Ints
    missing: Floats
    """Of its first audience, the share that a note on trial has not met yet; else 0."""
    fans: Floats

    def __init__(self) -> None:
        self.rows: dict[NoteId, int] = {}
        self.near: list[dict[int, float]] = []
        self.prints: list[int] = []
        self.tags: list[tuple[int, ...]] = []
        self.topic_names = Names()
        self.languages = Names()
        self.shelves: list[Shelf] = []
        self.all = Shelf()
        self.of_author: dict[PersonId, Listed] = {}
        self.trial: dict[int, None] = {}
        self.touched: deque[int] = deque(maxlen=TOUCHED)
        self.changes = 0
        self._samples: list[int] = []
        self._sampled_at = -1
        for name, (kind, width, fill) in _COLUMNS.items():
            shape = 256 if width == 1 else (256, width)
            setattr(self, name, np.full(shape, fill, kind))

    def offer(self, candidate: Candidate, at: int) -> None:
        """Take `candidate` in, or take in how it stands now."""
        row = self.rows.get(candidate.note)
        if row is None:
            row = self._new(candidate)
        else:
            self._unlist(row)
        self.public[row], self.live[row] = candidate.public, True
        self.language[row] = self.languages.number(candidate.language)
        tags = dict.fromkeys(self._shelf(key) for key in candidate.topics[:TOPICS_READ])
        self.tags[row] = tuple(tags)
        self.topics[row] = -1
        self.topics[row, : len(tags)] = self.tags[row]
        self._list(row)
        self._try(row, at)

    def retire(self, row: int) -> None:
        """Show the note to nobody; what it earned stays."""
        if self.live[row]:
            self._unlist(row)
            self.live[row] = False

    def in_time(self, before: tuple[int, int], many: int) -> list[int]:
        """Public rows before (time of publication, row), newest first."""
        end = bisect_left(self.all.listed, before)
        return [row for _, row in reversed(self.all.listed[max(end - many, 0) : end])]

    def by_authors(
        self, authors: Iterable[PersonId], before: tuple[int, int], many: int
    ) -> list[int]:
        """Rows of `authors`, also those for followers alone, newest first."""
        newest: Listed = []
        for author in authors:
            listed = self.of_author.get(author)
            if listed:
                end = bisect_left(listed, before)
                newest += listed[max(end - many, 0) : end]
        return [row for _, row in nlargest(many, newest)]

    def samples(self) -> list[int]:
        """Of the topics with the most notes the newest and the best, each row once."""
        if self._sampled_at != self.changes:
            sizes = ((len(shelf.listed), -topic) for topic, shelf in enumerate(self.shelves))
            busy = [self.shelves[-topic] for _, topic in nlargest(BUSY, sizes)]
            rows = [row for shelf in busy for _, row in shelf.listed[-SAMPLE:]]
            rows += [row for shelf in busy for row in shelf.best[:SAMPLE]]
            self._samples = list(dict.fromkeys(rows))
            self._sampled_at = self.changes
        return self._samples

    def welcome(self, row: int, at: int, worth: float) -> None:
        """Somebody did something good with the note."""
        self.good[row] = add(float(self.good[row]), at, worth, QUALITY)
        self.rise[row] = add(float(self.rise[row]), at, worth, RISING)
        self.touched.append(row)
        self.changes += 1
        if self.live[row]:
            self._rank(row)

    def unwelcome(self, row: int, at: int, worth: float) -> None:
        """And took it back."""
        self.good[row] = take(float(self.good[row]), at, worth, QUALITY)
        self.rise[row] = take(float(self.rise[row]), at, worth, RISING)

    def meet(self, row: int, at: int, times: float = 1.0) -> None:
        """Somebody met the note."""
        self.tried[row] = add(float(self.tried[row]), at, times, QUALITY)

    def unmeet(self, row: int, at: int, times: float = 1.0) -> None:
        """That meeting does not count."""
        self.tried[row] = take(float(self.tried[row]), at, times, QUALITY)

    def count_person(self, row: int) -> None:
        """One more person met the note; enough of them end its trial."""
        self.shown[row] += 1
        if row in self.trial:
            self._wait(row)

    def bind(self, one: int, other: int, strength: float) -> None:
        """Somebody liked both; negative strength takes that back."""
        for here, there in ((one, other), (other, one)):
            bonds = self.near[here]
            bonds[there] = bonds.get(there, 0.0) + strength
            if bonds[there] <= 1e-9:  # noqa: PLR2004 - rounding's size
                del bonds[there]
            elif len(bonds) > 2 * NEIGHBOURS:
                kept = sorted(bonds.items(), key=lambda bond: (-bond[1], bond[0]))[:NEIGHBOURS]
                self.near[here] = dict(kept)

    def _new(self, candidate: Candidate) -> int:
        row = self.rows[candidate.note] = len(self.near)
        self.near.append({})
        self.prints.append(footprint(candidate.note))
        self.tags.append(())
        if row == len(self.ids):
            for name, (kind, _, fill) in _COLUMNS.items():
                old = getattr(self, name)
                setattr(self, name, np.concatenate([old, np.full(old.shape, fill, kind)]))
        self.ids[row], self.author[row] = candidate.note, candidate.author
        self.published[row] = candidate.published_at
        return row

    def _shelf(self, key: str) -> int:
        number = self.topic_names.number(key)
        if number == len(self.shelves):
            self.shelves.append(Shelf())
        return number

    def _shelves_of(self, row: int) -> list[Shelf]:
        return [self.all, *(self.shelves[topic] for topic in self.tags[row])]

    def _list(self, row: int) -> None:
        entry = (int(self.published[row]), row)
        insort(self.of_author.setdefault(PersonId(self.author[row]), []), entry)
        if self.public[row]:
            for shelf in self._shelves_of(row):
                insort(shelf.listed, entry)
            if self.good[row] > NOTHING:
                self._rank(row)
        self.changes += 1

    def _unlist(self, row: int) -> None:
        entry = (int(self.published[row]), row)
        self._end_trial(row)
        for shelf in self._shelves_of(row):
            with suppress(ValueError):
                shelf.listed.remove(entry)
            with suppress(ValueError):
                shelf.best.remove(row)
        with suppress(ValueError):
            self.of_author[PersonId(self.author[row])].remove(entry)
        self.changes += 1

    def _rank(self, row: int) -> None:
        if not self.public[row]:
            return
        for shelf in self._shelves_of(row):
            if row not in shelf.best:
                shelf.best.append(row)
            if len(shelf.best) > 2 * BEST:
                shelf.best.sort(key=lambda one: (-self.good[one], one))
                del shelf.best[BEST:]

    def _try(self, row: int, at: int) -> None:
        rules = WEIGHTS.page
        young = at - int(self.published[row]) < rules.trial_hours * HOUR
        if self.public[row] and young:
            self.trial[row] = None
            self._wait(row)
        too_old = at - rules.trial_hours * HOUR
        while self.trial and self.published[oldest := next(iter(self.trial))] < too_old:
            self._end_trial(oldest)

    def _wait(self, row: int) -> None:
        self.missing[row] = 1.0 - int(self.shown[row]) / WEIGHTS.page.trial_impressions
        if self.missing[row] <= 0.0:
            self._end_trial(row)

    def _end_trial(self, row: int) -> None:
        self.trial.pop(row, None)
        self.missing[row] = 0.0
