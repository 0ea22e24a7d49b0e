"""Room to work in: what kernels write while they make one page or take in one deed.

Nothing here is remembered from one question to the next.
"""

from typing import Final, NamedTuple

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._found import FADING, MOST, TABLE, Found
from serai.recommend._layout import LAYOUT, one_of
from serai.recommend._tastes import SLOTS, Leaning
from serai.recommend._types import Flags, Floats, Longs, Rows, Singles

LANES: Final = 24
"""Lanes that one page may know of its viewer."""

PLACES: Final = 80
"""Cards that one page may have, the spare ones included."""

LINE: Final = 192
"""Notes that a page is chosen from."""

TOPIC_PART: Final = 16
DIRECTION: Final = TOPIC_PART + shape.CONTENT
WINDOW: Final = 8

LEADING: Final = 2
"""Likes that are named as what leads to a note."""


class Known:
    """The viewer's lanes: their weights, whether they were said, and places they had so far.

    `have` counts their notes in the line.

    What stands behind the first `many` means nothing; `share` is theirs of the page, in 0..1, and
    they divide it as their quotas are; `table` leads from a lane to its place.
    """

    lane: Rows
    weight: Singles
    said: Flags
    quota: Singles
    served: Floats
    have: Rows
    many: Rows
    share: Floats
    table: Rows


class Weighed:
    """What was found, side by side: why it may not be shown, what it is worth, and from what.

    `match` says how well it meets the viewer's lanes; `order` are places of `Found`; `lanes` has a
    bit for each place of `Known` whose lane the note stands in.
    """

    rule: Flags
    value: Singles
    x: Singles
    z: Singles
    match: Singles
    order: Rows
    lanes: Rows


class Picked:
    """The cards of a page: place in `Found`, source, lane of `Known` or -1, what variety added.

    `note` and `author` are ids. The source is what gave a card its place: the trial, a lane, else
    the first one that found it.
    `propensity` says of new notes on trial how likely it was that this one came here, else 0.
    """

    place: Rows
    note: Longs
    author: Longs
    source: Rows
    lane: Rows
    variety: Singles
    propensity: Singles


class Span:
    """The line, side by side: what variety asks of its cards.

    `direction` is a unit (or nothing, of the length `whole`), `along` how far it goes along each of
    `basis`, which the last cards of the page span; of that the first `asked` cards are known, and
    -1 says that nobody asked. `crowd` counts cards of the page with the first topic, `theirs` those
    of the author. `mean` and `spread` say what is hoped of cards on trial.
    """

    direction: Singles
    basis: Singles
    along: Singles
    whole: Singles
    asked: Rows
    topic: Rows
    author: Rows
    crowd: Singles
    theirs: Rows
    mean: Singles
    spread: Singles
    scale: Floats


class Own:
    """The viewer and the line: what they liked lately, newest first, and where that puts them.

    `base` are features of all notes alike and `first` their logits, `x` those of the note that is
    looked at; `mix` is how the viewer's affinity is made, `drawn` what of it the note has. `keys`
    put the notes in order, `near` says how near clusters lie, `speak` how much each like speaks for
    a note.
    """

    liked: Rows
    here: Singles
    base: Singles
    first: Singles
    x: Singles
    mix: Floats
    drawn: Floats
    line: Rows
    free: Flags
    keys: Longs
    near: Singles
    speak: Singles
    counts: Rows


class Told:
    """What the value of each card is made of, one column for each of `_sum.PARTS`.

    And what is named with it: two likes that lead there by bonds and two by attention, and a lane
    that the viewer said and one that they like; -1 for none.
    """

    amounts: Floats
    bound: Rows
    attended: Rows
    said: Rows
    tasted: Rows


class Room(NamedTuple):
    """All of it."""

    found: Found
    leaning: Leaning
    known: Known
    weighed: Weighed
    picked: Picked
    span: Span
    own: Own
    told: Told


LIKED: Final = 0
"""What `Own.counts` counts: how many of `liked` mean something."""

LAYOUT.update(
    {
        Found: {
            "rows": (np.int32, (MOST,), 0),
            "sources": (np.uint16, (MOST,), 0),
            "together": (np.float32, (MOST, FADING), 0),
            "table": (np.int32, (TABLE,), -1),
            "slots": (np.int32, (MOST,), 0),
            "many": (np.int32, (1,), 0),
        },
        Leaning: {
            "table": (np.int32, (SLOTS,), -1),
            "lift": (np.float32, (shape.TASTES,), 0),
            "met": (np.float32, (shape.TASTES,), 0),
        },
        Known: {
            "lane": (np.int32, (LANES,), 0),
            "weight": (np.float32, (LANES,), 0),
            "said": (np.uint8, (LANES,), 0),
            "quota": (np.float32, (LANES,), 0),
            "served": (np.float64, (LANES,), 0),
            "have": (np.int32, (LANES,), 0),
            "many": (np.int32, (1,), 0),
            "share": (np.float64, (1,), 0),
            "table": (np.int32, (SLOTS,), -1),
        },
        Weighed: {
            "rule": (np.uint8, (MOST,), 0),
            "value": (np.float32, (MOST,), 0),
            "x": (np.float32, (MOST, shape.F), 0),
            "z": (np.float32, (MOST, shape.T), 0),
            "match": (np.float32, (MOST,), 0),
            "order": (np.int32, (MOST,), 0),
            "lanes": (np.int32, (MOST,), 0),
        },
        Picked: {
            "place": (np.int32, (PLACES,), 0),
            "note": (np.int64, (PLACES,), 0),
            "author": (np.int64, (PLACES,), 0),
            "source": (np.int32, (PLACES,), 0),
            "lane": (np.int32, (PLACES,), 0),
            "variety": (np.float32, (PLACES,), 0),
            "propensity": (np.float32, (PLACES,), 0),
        },
        Span: {
            "direction": (np.float32, (LINE, DIRECTION), 0),
            "basis": (np.float32, (WINDOW, DIRECTION), 0),
            "along": (np.float32, (LINE, WINDOW), 0),
            "whole": (np.float32, (LINE,), 0),
            "asked": (np.int32, (LINE,), -1),
            "topic": (np.int32, (LINE,), -1),
            "author": (np.int32, (LINE,), -1),
            "crowd": (np.float32, (LINE,), 0),
            "theirs": (np.int32, (LINE,), 0),
            "mean": (np.float32, (LINE,), 0),
            "spread": (np.float32, (LINE,), 0),
            "scale": (np.float64, (1,), 0),
        },
        Own: {
            "liked": (np.int32, (shape.RECENT,), 0),
            "here": (np.float32, (shape.WIDTH,), 0),
            "base": (np.float32, (shape.F,), 0),
            "first": (np.float32, (shape.T,), 0),
            "x": (np.float32, (shape.F,), 0),
            "mix": (np.float64, (shape.M,), 0),
            "drawn": (np.float64, (shape.M,), 0),
            "line": (np.int32, (LINE,), 0),
            "free": (np.uint8, (LINE,), 0),
            "keys": (np.int64, (MOST,), 0),
            "near": (np.float32, (shape.CLUSTERS,), 0),
            "speak": (np.float32, (shape.RECENT,), 0),
            "counts": (np.int32, (4,), 0),
        },
        Told: {
            "amounts": (np.float64, (PLACES, shape.F), 0),
            "bound": (np.int32, (PLACES, LEADING), -1),
            "attended": (np.int32, (PLACES, LEADING), -1),
            "said": (np.int32, (PLACES,), -1),
            "tasted": (np.int32, (PLACES,), -1),
        },
    }
)


def make_room() -> Room:
    """Empty room."""
    return Room(
        one_of(Found),
        one_of(Leaning),
        one_of(Known),
        one_of(Weighed),
        one_of(Picked),
        one_of(Span),
        one_of(Own),
        one_of(Told),
    )
