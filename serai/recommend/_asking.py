"""What a page is asked with, as the kernels read it."""

from typing import Final, NamedTuple

from serai.recommend._types import Rows, Singles

SOURCES: Final = (
    "together",
    "attention",
    "taste",
    "interests",
    "follows",
    "nearby",
    "rising",
    "trial",
    "best",
    "newest",
    "variety",
    "given",
)
"""In the order of the bits of `Found.sources`."""

(
    TOGETHER,
    ATTENTION,
    TASTES,
    INTERESTS,
    FOLLOWS,
    NEARBY,
    RISING,
    TRIAL,
    BEST,
    NEWEST,
    VARIETY,
    GIVEN,
) = range(12)

RULES: Final = (
    "kept",
    "moving",
    "still_there",
    "not_mine",
    "open_to_viewer",
    "not_avoided",
    "not_shown",
    "not_hidden",
    "not_seen",
)
"""What was kept, and by which rule the rest was not."""

KEPT, STILL, GONE, MINE, CLOSED, AVOIDED, SHOWN, HIDDEN, SEEN = range(9)


class Asking(NamedTuple):
    """For whom and when, in rows and never in ids; a page that reads nothing of a person has -1.

    `lanes` are what the viewer said they care for, with `weights` in 0..1, `unloved` what they do
    not; `avoided` and `followed` are authors, `shown` footprints, all in order. `again` lets what
    was met before stand on the page.
    """

    person: int
    at: float
    lanes: Rows
    weights: Singles
    unloved: Rows
    avoided: Rows
    followed: Rows
    languages: Rows
    shown: Rows
    given: Rows
    sliders: Singles
    numbers: Rows
    seed: int


SURFACE, PLACE, COUNT, SOURCE_BITS, AUTHOR, AGAIN, MOVING = range(7)
"""What `numbers` holds: where the page is, the viewer's place as a lane, how many cards, which
sources as bits, the viewer's own row among authors, whether what was met may come again, and
whether only videos are asked for."""

FOLLOWING, NEAR, NEW_VOICES = range(3)
"""What `sliders` holds."""
