"""The place of a new note: who is due soonest goes first, by Thompson on both sides.

Each note that waits draws how good it may be from Beta(1 + liked, 4 + met - liked), each reader how
much they care for its topic. While a note looks for its first fifteen, its wait counts, and counts
for more than what is drawn as the deadline nears; notes on later audiences have a place where no
first one waits. Of sixteen such draws the first decides, and how many of them it wins is the
propensity that is logged.
"""

import math

import numpy as np

from serai.recommend._asking import Asking
from serai.recommend._audience import DEADLINE, WANTED
from serai.recommend._hash import mixed
from serai.recommend._kernel import kernel, piece, small
from serai.recommend._know import meant, strange
from serai.recommend._memory import Memory
from serai.recommend._room import Room
from serai.recommend._types import Singles
from serai.recommend._vary import OVERLAP, crowd
from serai.recommend._waiting import LIKED, MET, SINCE, STAGE, SUITED

DRAWS = 16
URGENCY = 2.0
"""What a wait as long as the deadline is worth, beside a chance of a like in 0..1."""

STRANGERS = 0.15
"""How well a note suits somebody of whom nothing is known."""

FIRST_FIRST = 10.0
"""More than anything else that is hoped for: first audiences come before later ones."""

FAR = 2.5
"""Standard deviations that a draw is expected to stay within."""

TWO_PI = 6.283185307179586


@kernel
def draw_first(
    memory: Memory, asking: Asking, room: Room, now: tuple[int, int, int]
) -> tuple[int, float]:
    """The place in the line of the note drawn, and its propensity; -1 where none waits."""
    many, slot, _ = now
    mean, spread = room.span.mean[:many], room.span.spread[:many]
    mean[:] = -1e9
    if not _hope(memory, asking, room, now, (mean, spread)):
        return -1, 0.0
    first, wins = -1, 0
    for draw in range(DRAWS):
        winner = _draw(asking.seed + slot * 8191 + draw * 131071, mean, spread)
        if draw == 0:
            first = winner
        wins += winner == first
    # Never quite 1: what was drawn only looks certain.
    return first, (wins + 0.5) / (DRAWS + 1.0)


@kernel
def _hope(
    memory: Memory,
    asking: Asking,
    room: Room,
    now: tuple[int, int, int],
    out: tuple[Singles, Singles],
) -> bool:
    """What each card of the line that waits may hope for; False where none does."""
    mean, spread = out
    surest, stranger = -1e9, strange(room.known)
    most = _crowd_allowed(memory, room, now[0]) if stranger else OVERLAP
    for nth in range(len(mean)):
        if not _waits(memory, room, nth) or not _fits(room, nth, now[2], most):
            continue
        row = room.found.rows[room.own.line[nth]]
        suits = STRANGERS if stranger else meant(memory, row, room.known)
        if suits > 0.0:
            _believe(memory, row, suits, mean[nth:], spread[nth:])
            if memory.notes.audience[row, STAGE] == 0.0:
                mean[nth] += FIRST_FIRST + urgency(memory, row, asking.at) * suits
            surest = max(surest, mean[nth] - FAR * spread[nth])
    for nth in range(len(mean)):
        if mean[nth] + FAR * spread[nth] < surest:
            mean[nth] = -1e9
    return surest > -1e8  # noqa: PLR2004 - one takes part


@small
def _waits(memory: Memory, room: Room, nth: int) -> bool:
    row = room.found.rows[room.own.line[nth]]
    return bool(room.own.free[nth] != 0 and memory.notes.waits[row] >= 0)


@small
def _fits(room: Room, nth: int, cap: int, most: float) -> bool:
    """Whether the page bears one more of the note's topic, and of its author."""
    return bool(crowd(room.span, nth) <= most and room.span.theirs[nth] < cap)


@piece
def _crowd_allowed(memory: Memory, room: Room, many: int) -> float:
    """How crowded a new note's topic may be before somebody of whom nothing is known."""
    most = OVERLAP
    for nth in range(many):
        if _waits(memory, room, nth):
            most = min(most, crowd(room.span, nth))
    return most


@kernel
def _believe(memory: Memory, row: int, suits: float, mean: Singles, spread: Singles) -> None:
    """What is believed of the note's welcome by this viewer: mean and spread."""
    own = memory.notes.audience[row]
    liked, failed = 1.0 + own[LIKED], 4.0 + max(own[MET] - own[LIKED], 0.0)
    total = liked + failed
    mean[0] = liked / total * suits
    spread[0] = math.sqrt(liked * failed / (total * total * (total + 1.0))) * suits + 0.05 * suits


@kernel
def urgency(memory: Memory, row: int, at: float) -> float:
    """How near the deadline is; behind it, how much of the audience is missing."""
    own = memory.notes.audience[row]
    waited = max(at - own[SINCE], 0.0) / DEADLINE
    if waited > 1.0:
        # Too late for some: rather all of them meet a few than few of them all.
        waited = max(1.0 - own[SUITED] / WANTED[0], 0.0)
    return float(URGENCY * waited)


@kernel
def _draw(seed: int, mean: Singles, spread: Singles) -> int:
    found, most = -1, -1e8
    for nth in range(len(mean)):
        if mean[nth] > -1e8:  # noqa: PLR2004 - takes part
            drawn = mean[nth] + spread[nth] * normal(seed + nth)
            if drawn > most:
                found, most = nth, drawn
    return found


@kernel
def normal(seed: int) -> float:
    """A number from the standard normal distribution (Box and Muller), the same for one seed."""
    bits = mixed(seed)
    one = (np.float64(bits >> np.uint64(32)) + 1.0) / 4294967297.0
    other = np.float64(bits & np.uint64(0xFFFFFFFF)) / 4294967296.0
    return math.sqrt(-2.0 * math.log(one)) * math.cos(TWO_PI * other)
