"""Which lanes get places of their own on somebody's page, and how many places in all."""

import math

from serai.recommend import _shape as shape
from serai.recommend._asking import SOURCE_BITS, TASTES, Asking
from serai.recommend._audience import SURE, TASTE, strength
from serai.recommend._kernel import kernel, piece, small
from serai.recommend._memory import Memory
from serai.recommend._room import LANES, LIKED, Known, Room
from serai.recommend._sums import faded
from serai.recommend._tastes import HALF_LIFE, SLOTS
from serai.recommend._types import Rows
from serai.recommend._waiting import stands_in

NEWEST_LIKES = 5
"""So many of the newest likes say what somebody is after just now."""

FAINT = 0.1
CHOSEN_SHARE = 0.7
TASTE_SHARE = 0.65

AFTER = 0.95
"""How likely a like stands in the one lane that somebody is after just now."""

CERTAIN = 2.2
"""Log odds from which that is certain: one like is enough, where a tenth of all notes share it."""


@kernel
def know(memory: Memory, asking: Asking, room: Room) -> None:
    """Fill in the viewer's lanes, what they said first, and the share of places these may take."""
    known, liked = room.known, room.own.liked[: room.own.counts[LIKED]]
    known.many[0] = 0
    for nth in range(len(asking.lanes)):
        _put(known, asking.lanes[nth], float(asking.weights[nth]), 1)
    if asking.person >= 0:
        _put_tastes(memory, asking, known)
    for nth in range(known.many[0]):
        for lane in asking.unloved:
            if known.lane[nth] == lane:
                known.weight[nth] = 0.0
    _share_out(memory, asking, liked, known)
    _lay_out(known)


@piece
def _share_out(memory: Memory, asking: Asking, liked: Rows, known: Known) -> None:
    """How many places the lanes have together, and which part of these each of them.

    What was said has its weight. A taste that nobody told of has places while it is evident that
    the viewer is after it, and beside what was said as long as it shows.
    """
    tastes, surest = asking.numbers[SOURCE_BITS] >> TASTES & 1, 0.0
    said = says_something(known)
    for nth in range(known.many[0]):
        quota, weight = 0.0, float(known.weight[nth])
        if known.said[nth]:
            quota = weight
        elif tastes and weight > 0.0:
            quota = evidence(memory, liked, known.lane[nth])
            surest = max(surest, quota)
            if said and weight > TASTE:
                quota = max(quota, weight)
        known.quota[nth] = quota
    known.share[0] = CHOSEN_SHARE if said else TASTE_SHARE * surest


@kernel
def says_something(known: Known) -> bool:
    """Whether the viewer said that they care for any lane."""
    return bool(known.many[0] > 0 and known.said[0] != 0)


@kernel
def _lay_out(known: Known) -> None:
    known.table[:] = -1
    for nth in range(known.many[0]):
        place = known.lane[nth] & (SLOTS - 1)
        while known.table[place] >= 0:
            place = (place + 1) & (SLOTS - 1)
        known.table[place] = nth


@small
def nth_known(known: Known, lane: int) -> int:
    """Which of the viewer's lanes it is, or -1."""
    place = lane & (SLOTS - 1)
    while lane >= 0 and known.table[place] >= 0:
        nth = known.table[place]
        if known.lane[nth] == lane:
            return int(nth)
        place = (place + 1) & (SLOTS - 1)
    return -1


@small
def known_lanes(memory: Memory, row: int, known: Known) -> int:
    """A bit for each of the viewer's lanes that a note stands in."""
    bits = 0
    for own in memory.notes.lanes[row]:
        nth = nth_known(known, own)
        if nth >= 0:
            bits |= 1 << nth
    return bits


@kernel
def _put(known: Known, lane: int, weight: float, said: int) -> None:
    many = known.many[0]
    if weight <= FAINT or many == LANES:
        return
    for nth in range(many):
        if known.lane[nth] == lane:
            known.weight[nth] = max(known.weight[nth], weight)
            return
    known.lane[many], known.weight[many], known.said[many] = lane, weight, said
    known.many[0] += 1


@piece
def _put_tastes(memory: Memory, asking: Asking, known: Known) -> None:
    people, person = memory.people, asking.person
    for slot in range(shape.TASTES):
        lane = people.taste[person, slot]
        if lane >= shape.CLUSTERS:  # those by behaviour hold a bit of everything
            since = people.taste_at[person, slot]
            liked = faded(people.liked[person, slot], since, asking.at, HALF_LIFE)
            met = faded(people.met[person, slot], since, asking.at, HALF_LIFE)
            _put(known, lane, strength(liked, met), 0)


@small
def means(known: Known, nth: int) -> bool:
    """Whether the viewer said that they care for a lane of theirs, or their likes do.

    Of somebody who said what they care for, likes must say the more to be believed.
    """
    least = 0.0
    if not known.said[nth]:
        least = SURE if says_something(known) else TASTE
    return bool(known.weight[nth] > least)


@kernel
def strange(known: Known) -> bool:
    """Whether there is no lane that the viewer cares for, as far as is known."""
    nothing = True
    for nth in range(known.many[0]):
        nothing = nothing and not means(known, nth)
    return nothing


@small
def meant(memory: Memory, row: int, known: Known) -> float:
    """How much a note's topics, or its content, are what the viewer cares for, 0 to 1."""
    most = 0.0
    for own in memory.notes.lanes[row, : shape.BEHAVIOUR_LANE]:
        nth = nth_known(known, own)
        if nth >= 0 and means(known, nth):
            most = max(most, float(known.weight[nth]))
    return min(most, 1.0)


@kernel
def evidence(memory: Memory, liked: Rows, lane: int) -> float:
    """How evident it is that the viewer is after `lane` just now, 0 to 1.

    Each of the newest likes is likely to stand in it (`AFTER`) if they are; if not, as likely as
    any note is. The log odds of the one against the other are certainty from `CERTAIN` on. One
    like says something where there is no other.
    """
    have, inside = min(len(liked), NEWEST_LIKES), 0
    for nth in range(have):
        inside += stands_in(memory, liked[nth], lane)
    if inside == 0 or (inside == 1 and have > 1):
        return 0.0
    usual = (memory.lanes.notes[lane] + 1.0) / (memory.lanes.notes[shape.EVERYTHING] + 2.0)
    odds = inside * math.log(AFTER / usual)
    odds += (have - inside) * math.log((1.0 - AFTER) / (1.0 - usual))
    return min(max(odds / CERTAIN, 0.0), 1.0)


@small
def lane_of(memory: Memory, row: int, lane: int) -> bool:
    """Whether a note stands in a lane."""
    stands = False
    for own in memory.notes.lanes[row]:
        stands = stands or own == lane
    return stands


@piece
def taste_of(lanes: int, known: Known) -> float:
    """How well a note that stands in `lanes` (bits) meets the viewer's lanes, 0 to 1."""
    most = 0.0
    for nth in range(known.many[0]):
        if lanes >> nth & 1:
            most = max(most, float(known.weight[nth]))
    return min(most, 1.0) if not math.isnan(most) else 0.0
