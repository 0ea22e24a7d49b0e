"""Rules that keep: each answers which notes of a pool stay; its name tells why the others go."""

from collections.abc import Callable, Collection

import numpy as np
from numpy.typing import NDArray

from serai.feed.scroll import Scroll
from serai.recommend import Ints, Pool, footprint

Kept = NDArray[np.bool_]
Rule = Callable[[Pool, Scroll], Kept]


def open_to_viewer(pool: Pool, _: Scroll) -> Kept:
    """Public notes, those of whom the viewer follows, and the viewer's own."""
    if bool(pool.public.all()):
        return pool.public
    viewer = pool.profile.viewer
    near = viewer.followees | {viewer.person}
    followed = [author in near for author in pool.authors.tolist()]
    return pool.public | np.array(followed, np.bool_)


def not_mine(pool: Pool, _: Scroll) -> Kept:
    """Nobody needs to discover their own notes."""
    mine: Kept = pool.authors != (pool.profile.viewer.person or 0)
    return mine


def not_hidden(pool: Pool, _: Scroll) -> Kept:
    """What the viewer wished not to see stays away."""
    return _none_of(pool.profile.mind.hidden, pool.rows)


def not_shown(pool: Pool, _: Scroll) -> Kept:
    """No note comes twice in one scroll."""
    return _none_of(pool.profile.viewer.shown, pool.ids, footprint)


def not_seen(pool: Pool, _: Scroll) -> Kept:
    """What the viewer met on earlier pages waits until nothing else is left."""
    return _none_of(pool.profile.mind.met, pool.rows)


def _none_of(gone: Collection[int], column: Ints, known_as: Callable[[int], int] = int) -> Kept:
    """Which of `column` are not among `gone`, where each goes by `known_as` of it."""
    if not gone:
        return np.ones(len(column), np.bool_)
    return np.array([known_as(one) not in gone for one in column.tolist()], np.bool_)
