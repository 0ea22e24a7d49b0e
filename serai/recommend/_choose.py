"""Choose a page: lanes, trial places, and between them the best that differs from what stands."""

import numpy as np

from serai.recommend._asking import (
    COUNT,
    INTERESTS,
    NEW_VOICES,
    SOURCE_BITS,
    TASTES,
    TRIAL,
    Asking,
)
from serai.recommend._first import draw_first
from serai.recommend._kernel import kernel, piece
from serai.recommend._line import line_up
from serai.recommend._memory import Memory
from serai.recommend._room import Room
from serai.recommend._vary import begin, crowd_loss, take_out, varied

TEN = 10
TWENTY = 20
AUTHOR_CAP = 2
FIRST_TRIAL, SECOND_TRIAL, THIRD_TRIAL = 3, 8, 6
FEWER, MORE = 0.5, 1.5
"""Where somebody's wish for new voices takes a trial place away, or adds one."""

ROUNDING = 1e-9


@piece
def choose(memory: Memory, asking: Asking, room: Room, kept: int) -> int:
    """Fill `room.picked` from the `kept` places in `room.weighed.order`; returns how many."""
    many = line_up(room, kept)
    begin(memory, room, many)
    room.known.served[:] = 0.0
    cap, slot, wanted = AUTHOR_CAP, 0, min(asking.numbers[COUNT], many)
    while slot < wanted and cap <= wanted + AUTHOR_CAP:
        if _place(memory, asking, room, (many, slot, cap)):
            slot += 1
            if slot % TWENTY == 0:
                cap += AUTHOR_CAP
        else:
            cap += 1
    return slot


@kernel
def _place(memory: Memory, asking: Asking, room: Room, now: tuple[int, int, int]) -> bool:
    """Fill one place; False where no card is left that its author's cap allows."""
    picked, slot = room.picked, now[1]
    picked.propensity[slot], picked.lane[slot] = 0.0, -1
    if asking.numbers[SOURCE_BITS] >> TRIAL & 1 and is_trial(slot, asking.sliders[NEW_VOICES]):
        nth, propensity = draw_first(memory, asking, room, now)
        if nth >= 0:
            picked.propensity[slot], picked.source[slot] = propensity, TRIAL
            picked.variety[slot] = 0.0
            _take(memory, room, now, nth)
            return True
    lane = _lane_turn(room, now)
    nth = best(memory, room, now, lane)
    if nth < 0:
        return False
    if lane >= 0:
        picked.lane[slot] = lane
        room.known.served[lane] += 1.0
    picked.source[slot] = _source(room, room.own.line[nth], lane)
    picked.variety[slot] = varied(memory.notes, room, nth, slot)
    _take(memory, room, now, nth)
    return True


@kernel
def _source(room: Room, place: int, lane: int) -> int:
    """What gives a card its place: a lane, else the first source that found it."""
    if lane >= 0:
        return INTERESTS if room.known.said[lane] else TASTES
    # On such a place a note on trial stands for what else found it.
    bits = int(room.found.sources[place])
    bits = bits & ~(1 << TRIAL) or bits
    source = 0
    while not bits >> source & 1:
        source += 1
    return source


@kernel
def is_trial(slot: int, new_voices: float) -> bool:
    """Whether a place is kept for a new note; somebody may ask for more or fewer of them."""
    nth = slot % TEN
    if nth == SECOND_TRIAL:
        return True
    return (nth == FIRST_TRIAL and new_voices > FEWER) or (nth == THIRD_TRIAL and new_voices > MORE)


@kernel
def _lane_turn(room: Room, now: tuple[int, int, int]) -> int:
    """The lane that has waited longest for its share, if the place is one of theirs; else -1.

    The first place is nobody's share: a page begins with the best there is.
    """
    slot, known = now[1], room.known
    many = known.many[0]
    total, served = np.float32(0.0), 0.0
    for nth in range(many):
        total += known.quota[nth]
        served += known.served[nth]
    if total <= 0.0 or slot == 0 or served + 0.5 > known.share[0] * (slot + 1) + ROUNDING:
        return -1
    found, most = -1, -1e9
    for nth in range(many):
        owed = known.quota[nth] / total * (served + 1.0) - known.served[nth]
        if known.quota[nth] > 0.0 and owed > most and _has_one(room, now, nth):
            found, most = nth, owed
    return found


@kernel
def _has_one(room: Room, now: tuple[int, int, int], lane: int) -> bool:
    """Whether a card of one known lane is left that its author's cap allows."""
    many, _, cap = now
    for nth in range(many):
        in_lane = room.weighed.lanes[room.own.line[nth]] >> lane & 1
        if in_lane and room.own.free[nth] and room.span.theirs[nth] < cap:
            return True
    return False


@kernel
def best(memory: Memory, room: Room, now: tuple[int, int, int], lane: int) -> int:
    """The free card with the largest gain, of one known lane or (-1) of all; -1 for none."""
    many, slot, cap = now
    found, most = -1, -1e18
    for nth in range(many):
        place = room.own.line[nth]
        if not room.own.free[nth] or room.span.theirs[nth] >= cap:
            continue
        if lane >= 0 and not room.weighed.lanes[place] >> lane & 1:
            continue
        # Variety only takes away, and what the crowd alone takes is known at once.
        if room.weighed.value[place] + crowd_loss(room, nth) <= most:
            continue
        gain = room.weighed.value[place] + varied(memory.notes, room, nth, slot)
        if gain > most:
            found, most = nth, gain
    return found


@kernel
def _take(memory: Memory, room: Room, now: tuple[int, int, int], nth: int) -> None:
    many, slot, _ = now
    place = room.own.line[nth]
    row = room.found.rows[place]
    author = memory.notes.author[row]
    room.picked.place[slot], room.picked.note[slot] = place, memory.notes.ids[row]
    room.picked.author[slot] = memory.authors.ids[author] if author >= 0 else 0
    room.own.free[nth] = 0
    take_out(memory.notes, room, nth, slot, many)
