"""What somebody likes, counted by lane and author: how often met, how often liked."""

import math

from serai.recommend import _shape as shape
from serai.recommend._kernel import kernel, piece, small
from serai.recommend._memory import Memory, People
from serai.recommend._sums import faded
from serai.recommend._types import Rows, Singles

HALF_LIFE = 336.0
"""Hours."""

WEIGHT = 4.0
"""Meetings after which somebody's own rate in a lane outweighs their rate in all."""

SLOTS = 64


class Leaning:
    """One person's tastes laid out for looking up: `table` leads from a lane to its place."""

    table: Rows
    lift: Singles
    met: Singles


@kernel
def count(people: People, person: int, key: int, liked: float, met: float, at: float) -> None:
    """Add to what is counted under `key`; the least that is known makes room for a new one."""
    keys, least, place = people.taste[person], 1e18, 0
    for slot in range(shape.TASTES):
        if keys[slot] == key:
            _add(people, person, slot, liked, met, at)
            return
        worth = -1.0 if keys[slot] == -1 else _worth(people, person, slot, at)
        if worth < least:
            least, place = worth, slot
    if liked < 0.0 or met < 0.0:
        return
    keys[place] = key
    people.liked[person, place] = people.met[person, place] = 0.0
    people.taste_at[person, place] = at
    _add(people, person, place, liked, met, at)


@piece
def _worth(people: People, person: int, slot: int, at: float) -> float:
    known = 8.0 * people.liked[person, slot] + people.met[person, slot]
    return faded(known, people.taste_at[person, slot], at, HALF_LIFE)


@kernel
def _add(people: People, person: int, slot: int, liked: float, met: float, at: float) -> None:
    since = people.taste_at[person, slot]
    now = max(at, since)
    people.liked[person, slot] = max(
        faded(people.liked[person, slot], since, at, HALF_LIFE) + liked, 0.0
    )
    people.met[person, slot] = max(faded(people.met[person, slot], since, at, HALF_LIFE) + met, 0.0)
    people.taste_at[person, slot] = now


@kernel
def count_lanes(
    memory: Memory, person: int, note: int, liked: float, met: float, at: float
) -> None:
    """Count for each lane of `note`, and for its author."""
    notes = memory.notes
    for lane in notes.lanes[note, : shape.TASTED]:
        if lane >= 0:
            count(memory.people, person, lane, liked, met, at)
    if notes.author[note] >= 0:
        count(memory.people, person, -2 - notes.author[note], liked, met, at)


@piece
def welcome_rate(people: People, person: int) -> float:
    """How often somebody likes what they open."""
    stat = people[person].stat
    return float((stat[shape.VIEWS + 1] + 2.0) / (stat[shape.VIEWS] + 6.0))


@kernel
def lean(memory: Memory, person: int, at: float, out: Leaning) -> None:
    """Lay out the tastes of `person`; each lift is log(own rate in the lane / own rate in all)."""
    people = memory.people
    out.table[:] = -1
    own = welcome_rate(people, person)
    for slot in range(shape.TASTES):
        key = people.taste[person, slot]
        if key == -1:
            continue
        since = people.taste_at[person, slot]
        liked = faded(people.liked[person, slot], since, at, HALF_LIFE)
        met = max(faded(people.met[person, slot], since, at, HALF_LIFE), liked)
        out.lift[slot] = math.log((liked + WEIGHT * own) / ((met + WEIGHT) * own))
        out.met[slot] = met
        place = key & (SLOTS - 1)
        while out.table[place] >= 0:
            place = (place + 1) & (SLOTS - 1)
        out.table[place] = slot


@small
def leaning_to(people: People, person: int, leaning: Leaning, key: int) -> int:
    """The slot in which `key` is counted for `person`, or -1."""
    place = key & (SLOTS - 1)
    while leaning.table[place] >= 0:
        slot = leaning.table[place]
        if people.taste[person, slot] == key:
            return int(slot)
        place = (place + 1) & (SLOTS - 1)
    return -1
