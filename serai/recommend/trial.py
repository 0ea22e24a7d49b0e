"""A new note's first audiences: how far it has come, and whether there are readers enough."""

from typing import Final

from msgspec import Struct

STAGES: Final = (15, 60, 200)
"""How many people meet a new note before it is judged, stage by stage."""

OPEN: Final = len(STAGES) + 1
"""The stage behind the last audience: open to all."""

LATELY: Final = 7_200.0
"""Seconds over which it is counted how many impressions trials get."""


class Trial(Struct, frozen=True, kw_only=True):
    """How far a note's first audiences have come, and what it is compared with."""

    stage: int
    """1, 2, 3: met by 15, 60, 200 people; 4: open to all."""
    met: int
    """People of this stage's audience who met it; of stage 4, everybody who did."""
    wanted: int
    """People this stage wants; 0 when open."""
    waiting: bool
    """Whether it still looks for people of this stage."""
    rate: float | None = None
    """How many of those who met it welcomed it, in [0, 1]; None before anybody met it."""
    typical: float | None = None
    """The same for the notes it is compared with; None where there are none."""
    topic: str | None = None
    """Compared with notes of this topic; None: with notes of any."""
    peers: int = 0
    """So many of them, of a like audience size."""
    wait_s: float | None = None
    """How long the wait is expected to be, seconds, while the house is short of impressions."""


class Capacity(Struct, frozen=True):
    """What new notes need, and what they get; `offered` counts the last two hours."""

    waiting: int
    """Notes that look for an audience."""
    needed: float
    """Impressions they still need."""
    offered: float
    """Trial impressions of the last two hours."""

    @property
    def short(self) -> bool:
        """Whether two hours as the last two would leave notes without their audience."""
        return self.needed > self.offered

    @property
    def wait_s(self) -> float | None:
        """Seconds until all of them are met, at the pace of the last two hours; None: no pace."""
        return LATELY * self.needed / self.offered if self.offered else None
