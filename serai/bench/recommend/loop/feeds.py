"""The feeds that are compared: the engine with and without trials, and what is popular."""

from typing import Final, Protocol

import numpy as np

from serai.bench.recommend.log import Floats, Ints
from serai.bench.recommend.loop.community import Community
from serai.bench.recommend.loop.pages import BEGIN, Pages, deeds_of, moment
from serai.kernel import NoteId, PersonId
from serai.recommend import Candidate, Engine, Interest, Question, Signal, Viewer

PAGE: Final = 10
ORGANIC: Final = ("together", "attention", "taste", "interests", "rising", "best", "newest")
WITH_TRIALS: Final = (*ORGANIC, "trial")
TRIAL_PLACES: Final = (3, 8)
YOUNG: Final = 2.0
"""Hours for which a random trial takes a note for a new one."""

POPULAR: Final = 400


class Feed(Protocol):
    """Notes are offered in order of time; a page is asked for, and its outcome told."""

    def offer(self, first: int, end: int) -> None:
        """Notes `first` to `end` (not with it) may be shown from now on."""

    def lay(self, person: int, at: float, nth: int) -> tuple[Ints, Floats]:
        """The notes of page number `nth`, and the propensities of those on trial (else 0)."""

    def hear(self, pages: Pages) -> None:
        """What came of the pages laid last."""


class Live:
    """The live engine itself; ids are indices + 1."""

    def __init__(self, community: Community, sources: tuple[str, ...], count: int = PAGE) -> None:
        self.engine = Engine()
        self._community, self._sources, self._count = community, sources, count
        self._said = [
            tuple([Interest(f"topic{one}", 1.0, "chosen", (), BEGIN) for one in told])
            for told in community.told.tolist()
        ]

    def offer(self, first: int, end: int) -> None:
        """As the house does."""
        self.engine.fold([self._offered(note) for note in range(first, end)])

    def _offered(self, note: int) -> Signal:
        told = self._community
        at, author = moment(float(told.published[note])), PersonId(int(told.author[note]) + 1)
        topics = (f"topic{told.topic[note]}",)
        what = Candidate(NoteId(note + 1), author, topics, "en", at, public=True)
        return Signal(max(at, BEGIN), author, "offered", NoteId(note + 1), candidate=what)

    def lay(self, person: int, at: float, nth: int) -> tuple[Ints, Floats]:
        """A page of the feed For You."""
        viewer = Viewer(
            now=moment(at),
            seed=nth * 0x9E3779B97F4A7C15 & 0x7FFFFFFFFFFFFFFF,
            person=PersonId(person + 1),
            interests=self._said[person],
        )
        laid = self.engine.lay(Question(viewer=viewer, sources=self._sources, count=self._count))
        return (laid.notes - 1).astype(np.int32), laid.propensities

    def hear(self, pages: Pages) -> None:
        """At once."""
        self.engine.fold_deeds(deeds_of(pages))


class RandomTrial:
    """The engine without trials, and in its trial places young notes drawn from a hat."""

    def __init__(self, community: Community) -> None:
        self._live = Live(community, ORGANIC, PAGE - len(TRIAL_PLACES))
        self._published = community.published
        self._seen: dict[int, set[int]] = {}
        self._end = 0

    def offer(self, first: int, end: int) -> None:
        """To the engine."""
        self._live.offer(first, end)
        self._end = end

    def lay(self, person: int, at: float, nth: int) -> tuple[Ints, Floats]:
        """The engine's page, and two young notes."""
        notes, _ = self._live.lay(person, at, nth)
        page, first = notes.tolist(), int(np.searchsorted(self._published, at - YOUNG))
        met = self._seen.get(person, set()).union(page)
        draws = np.random.default_rng(nth).permutation(np.arange(first, self._end)).tolist()
        drawn = [note for note in draws[: 4 * PAGE] if note not in met]
        chances = np.zeros(PAGE, np.float32)
        for place, note in zip(TRIAL_PLACES, drawn, strict=False):
            page.insert(place, note)
            chances[place] = 1.0 / len(draws)
        return np.array(page[:PAGE], np.int32), chances[: len(page)]

    def hear(self, pages: Pages) -> None:
        """The engine learns from all of it."""
        for person, note in zip(pages.person.tolist(), pages.note.tolist(), strict=True):
            self._seen.setdefault(person, set()).add(note)
        self._live.hear(pages)


class Popularity:
    """What was liked most and is not yet met by the reader."""

    def __init__(self, community: Community) -> None:
        self._likes = np.zeros(len(community.topic), np.int32)
        self._met = np.zeros((len(community.tastes), len(community.topic)), np.bool_)
        self._offered, self._order = 0, np.zeros(0, np.int32)

    def offer(self, first: int, end: int) -> None:  # noqa: ARG002 - all before it stand there already
        """From now on among the others, without a like."""
        self._offered = end
        self._sort()

    def lay(self, person: int, at: float, nth: int) -> tuple[Ints, Floats]:  # noqa: ARG002 - as popular at any time
        """The best of the list, those met left out."""
        for most in (POPULAR, self._offered):
            fresh = self._order[:most][~self._met[person, self._order[:most]]]
            if len(fresh) >= PAGE:
                break
        return fresh[:PAGE], np.zeros(len(fresh[:PAGE]), np.float32)

    def hear(self, pages: Pages) -> None:
        """Counted."""
        self._met[pages.person, pages.note] = True
        np.add.at(self._likes, pages.note[pages.liked], 1)
        self._sort()

    def _sort(self) -> None:
        order = np.argsort(-self._likes[: self._offered], kind="stable")
        self._order = order.astype(np.int32)
