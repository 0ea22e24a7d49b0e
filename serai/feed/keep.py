"""Rules that keep: each answers which notes of a pool stay; its name tells why the others go."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from serai.feed.scroll import Scroll
from serai.recommend import Pool, footprint

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
    hidden = pool.profile.mind.hidden
    if not hidden:
        return np.ones(len(pool), np.bool_)
    return np.array([row not in hidden for row in pool.rows.tolist()], np.bool_)


def not_shown(pool: Pool, _: Scroll) -> Kept:
    """No note comes twice in one scroll."""
    shown = pool.profile.viewer.shown
    if not shown:
        return np.ones(len(pool), np.bool_)
    return np.array([footprint(one) not in shown for one in pool.ids.tolist()], np.bool_)


def not_seen(pool: Pool, _: Scroll) -> Kept:
    """What the viewer met on earlier pages waits until nothing else is left."""
    met = pool.profile.mind.met
    if not met:
        return np.ones(len(pool), np.bool_)
    return np.array([row not in met for row in pool.rows.tolist()], np.bool_)
