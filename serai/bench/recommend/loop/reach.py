"""How much a feed could do at best: whether there are readers enough for what is new."""

import numpy as np

from serai.bench.recommend.loop.community import DEADLINE, Bools, Community
from serai.bench.recommend.loop.tally import AUDIENCE
from serai.recommend import WEIGHTS


def capacity_ratio(community: Community) -> float:
    """Trial impressions while notes appear, for each of them, against the fifteen it needs."""
    new = community.published[community.new]
    if not len(new):
        return 0.0
    pages = np.count_nonzero(community.opened <= new.max() + DEADLINE)
    return float(pages * len(WEIGHTS.page.trial_places) / len(new) / AUDIENCE)


def could_be_met(community: Community) -> Bools:
    """Which new notes find fifteen readers of that taste, not the author, in two hours."""
    could = np.zeros(len(community.topic), np.bool_)
    for topic in range(community.topics):
        holders = np.flatnonzero((community.tastes == topic).any(axis=1))
        theirs = np.flatnonzero(np.isin(community.reader, holders))
        opened, reader = community.opened[theirs], community.reader[theirs]
        for note in np.flatnonzero((community.topic == topic) & community.new):
            at = community.published[note]
            first, end = np.searchsorted(opened, (at, at + DEADLINE))
            met = set(reader[first:end].tolist()) - {int(community.author[note])}
            could[note] = len(met) >= AUDIENCE
    return could
