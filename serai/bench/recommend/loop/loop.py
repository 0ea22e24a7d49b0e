"""The protocol: the same day played with each feed."""

from collections.abc import Callable
from functools import partial
from typing import Final

from serai.bench.recommend.compare import Compared, Measures, Tell, compare
from serai.bench.recommend.loop.community import Community, found
from serai.bench.recommend.loop.feeds import (
    ORGANIC,
    WITH_TRIALS,
    Feed,
    Live,
    Popularity,
    RandomTrial,
)
from serai.bench.recommend.loop.play import play
from serai.bench.recommend.loop.reach import capacity_ratio, could_be_met

FEEDS: Final[dict[str, Callable[[Community], Feed]]] = {
    "serai": partial(Live, sources=WITH_TRIALS),
    "no_exploration": partial(Live, sources=ORGANIC),
    "random_trial": RandomTrial,
    "popularity": Popularity,
}


def loop(scale: float, tell: Tell) -> Compared:
    """Play with all feeds; 0.1 is a tenth of the people, the notes, the topics and the pages."""
    community = found(scale)
    could = could_be_met(community)
    best: Measures = {
        "capacity_ratio": capacity_ratio(community),
        "could_be_met": float(could[community.new].mean()),
    }
    people, notes = len(community.tastes), len(community.topic)
    tell(f"{people} people, {notes} notes, {len(community.reader)} pages")

    def measure(make: Callable[[], Feed], say: Tell) -> Measures:
        return play(community, make(), say).measures(could) | best

    return compare({name: partial(make, community) for name, make in FEEDS.items()}, measure, tell)
