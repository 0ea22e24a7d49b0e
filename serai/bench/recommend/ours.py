"""Serai itself, the live engine: it hears every impression with all that came of it."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from serai.bench.recommend.compare import Tell
from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.log import Flags, Floats, Ints, Log
from serai.bench.recommend.rank import Predicted
from serai.bench.recommend.recommender import Recommender
from serai.kernel import NoteId, PersonId
from serai.recommend import DEEDS, Candidate, Deeds, Engine, Interest, Question, Signal, Viewer

FEED: Final = ("together", "attention", "taste", "interests", "rising", "best", "newest")
"""Sources of the pages drawn here: all but those that need follows, places or new notes."""

PLAIN: Final = tuple([source for source in FEED if source != "taste"])
"""Without places for tastes."""

NOBODY: Final = PersonId(1)


class Ours(Recommender):
    """The engine with the data's videos offered to it; ids are indices + 2."""

    def __init__(self, data: Dataset) -> None:
        self.engine = Engine()
        self._tags = data.tag_names
        self._start = int(data.log.at[0]) if len(data.log) else 0
        self._notes = [NoteId(item + 2) for item in range(data.items)]
        self.engine.fold(_offers(data, self._notes))

    def learn(self, rows: Log) -> None:
        """Every impression, and what came of it at once."""
        self.engine.fold_deeds(deeds_of(rows, self._start))

    def refit(self, at: int) -> None:
        """Nothing is ever refitted."""

    def scores(self, user: int, at: int, interests: Sequence[int] = ()) -> Floats:
        """The affinity of every video."""
        return self.engine.affinities(self._viewer(user, at, interests), self._notes)

    def page(self, user: int, at: int, seen: Ints, count: int) -> NDArray[np.intp]:  # noqa: ARG002 - the engine knows
        """The page that the feed would show, lanes and variety included."""
        return self._laid(user, at, FEED, count)

    def plain_page(self, user: int, at: int, seen: Ints, count: int) -> NDArray[np.intp]:  # noqa: ARG002 - the engine knows
        """The same where tastes are not asked for places."""
        return self._laid(user, at, PLAIN, count)

    def _laid(self, user: int, at: int, sources: tuple[str, ...], count: int) -> NDArray[np.intp]:
        asked = Question(viewer=self._viewer(user, at, ()), sources=sources, count=count)
        return (self.engine.lay(asked).notes - 2).astype(np.intp)

    def _viewer(self, user: int, at: int, interests: Sequence[int]) -> Viewer:
        said = tuple(Interest(self._tags[tag], 1.0, "chosen", (), at) for tag in interests)
        return Viewer(now=at, seed=user, person=PersonId(user + 2), interests=said)


class OursRehearsed(Ours):
    """The same where all data comes at once: what was learnt is gone over `times` more times.

    Everybody's newest deeds come behind that: from them it is learnt what to make of all before.
    """

    def __init__(self, data: Dataset, times: int) -> None:
        super().__init__(data)
        self._left = times

    def learn(self, rows: Log) -> None:
        """The first rows are the past."""
        newest = int(rows.at[-1]) if len(rows) else 0
        super().learn(rows.before(newest))
        while self._left:
            self.engine.rehearse()
            self._left -= 1
        super().learn(rows.since(newest))


class OursTelling:
    """The live engine as a predictor: it says what it believes of each impression, then learns."""

    def run(self, data: Dataset, cut: int, tell: Tell) -> Predicted:  # noqa: ARG002 - the protocol's
        """One pass; histories are learned first."""
        ours = Ours(data)
        ours.learn(data.history)
        deeds = deeds_of(data.log, int(data.log.at[0]))
        told = ours.engine.fold_deeds(deeds, tell=True)[deeds.kind == DEEDS["impression"]]
        return Predicted(chance=told[:, [1, 0, 2]], within=told[:, [4, 3, 5]])


def _offers(data: Dataset, notes: Sequence[NoteId]) -> list[Signal]:
    videos = data.videos
    offers = []
    for item, note in enumerate(notes):
        at = int(videos.uploaded_at[item])
        topics = tuple(data.tag_names[tag] for tag in videos.tags[item].tolist())
        author = PersonId(-2 - int(videos.author[item]))
        seconds = float(videos.duration_ms[item]) / 1_000
        offered = Candidate(note, author, topics, "", at, public=True, seconds=seconds)
        offers.append(Signal(at, NOBODY, "offered", note, candidate=offered))
    return offers


def deeds_of(rows: Log, start: int) -> Deeds:
    """Impressions and their outcomes, each outcome right behind its impression.

    A row before `start`, where the log begins, tells what was seen elsewhere.
    """
    shown = rows.at >= start
    kinds: Mapping[str, Flags] = {
        "impression": shown,
        "open": shown & rows.click,
        "complete": shown & rows.long_view,
        "like": shown & rows.like,
        "comment": shown & rows.comment,
        "share": shown & rows.forward,
        "follow": shown & rows.follow,
        "not_interested": shown & rows.hate,
        "imported_view": ~shown,
        "imported_long": ~shown & rows.long_view,
        "imported_like": ~shown & rows.like,
    }
    done = np.stack(list(kinds.values()), axis=1)
    row, kind = np.nonzero(done)
    codes = np.array([DEEDS[name] for name in kinds], np.uint8)
    return Deeds(
        kind=codes[kind],
        person=rows.user[row].astype(np.int64) + 2,
        note=rows.item[row].astype(np.int64) + 2,
        at=rows.at[row],
        surface=np.clip(rows.tab[row], 0, 15).astype(np.uint8),
        value=np.zeros(len(row), np.float32),
    )
