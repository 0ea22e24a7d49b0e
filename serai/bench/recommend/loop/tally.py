"""What became of each note and page, and the figures that sum it up."""

from typing import Final

import numpy as np

from serai.bench.recommend.compare import Measures
from serai.bench.recommend.loop.community import DEADLINE, Bools, Community, Doubles
from serai.bench.recommend.loop.pages import Pages

AUDIENCE: Final = 15
ENGAGED: Final = 10


class Tally:
    """Counts by note, kept while the day is played."""

    def __init__(self, community: Community) -> None:
        many = len(community.topic)
        self.community = community
        self.shown, self.liked, self.in_time = (np.zeros(many, np.int64) for _ in range(3))
        self.places = np.zeros((2, 3), np.int64)
        """Usual and trial places: how many, how many to matched people, how many liked."""

    def count(self, pages: Pages) -> None:
        """Add some pages."""
        age = pages.at - self.community.published[pages.note]
        np.add.at(self.shown, pages.note, 1)
        np.add.at(self.liked, pages.note, pages.liked)
        np.add.at(self.in_time, pages.note, pages.matched & (age <= DEADLINE))
        kind = (pages.propensity > 0.0).astype(np.int64)
        for column, what in enumerate((np.ones_like(kind), pages.matched, pages.liked)):
            np.add.at(self.places[:, column], kind, what)

    def measures(self, could: Bools | None = None) -> Measures:
        """All figures; the promise also for those notes alone that `could` be met so."""
        new, good = self.community.new, self.community.good
        niche = self.community.niche()[self.community.topic]
        supply, share = float(niche.mean()), _share(self.shown.astype(np.float64), niche)
        reached, in_time = self.liked >= ENGAGED, self.in_time >= AUDIENCE
        return {
            "engagement_rate": float(self.liked.sum() / max(self.shown.sum(), 1)),
            "new_never_shown": _part(self.shown == 0, new),
            "new_with_15_matched_in_2h": _part(in_time, new),
            "of_those_who_could": _part(in_time, new if could is None else could),
            "good_new_10_engagements": _part(reached, new & good),
            "good_niche_10_engagements": _part(reached, new & good & niche),
            "niche_share": share,
            "niche_supply": supply,
            "niche_share_of_supply": share / supply if supply else None,
            "gini": gini(self.shown.astype(np.float64)),
            "matched": float(self.places[:, 1].sum() / max(self.places[:, 0].sum(), 1)),
            **self._trials(),
        }

    def _trials(self) -> Measures:
        many, matched, liked = self.places[1].tolist()
        usual = float(self.places[0, 2] / max(self.places[0, 0], 1))
        return {
            "trial_places": float(many / max(self.places[:, 0].sum(), 1)),
            "trial_matched": matched / many if many else None,
            "trial_engagement_of_usual": liked / many / usual if many and usual else None,
        }


def gini(counts: Doubles) -> float:
    """Gini's coefficient: 0 where all have the same, 1 where one has all."""
    ordered = np.sort(counts.astype(np.float64))
    many, total = len(ordered), ordered.sum()
    if total == 0.0:
        return 0.0
    return float((2.0 * np.arange(1, many + 1) - many - 1.0) @ ordered / (many * total))


def _share(counts: Doubles, which: Bools) -> float:
    total = counts.sum()
    return float(counts[which].sum() / total) if total else 0.0


def _part(which: Bools, among: Bools) -> float:
    return float(which[among].mean()) if among.any() else 0.0
