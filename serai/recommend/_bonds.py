"""What a first like does: it binds, moves vectors, teaches and raises the note; and back."""

from serai.recommend import _shape as shape
from serai.recommend._attend import attend, rehearse, remember
from serai.recommend._kernel import kernel, piece
from serai.recommend._lanes import draw_centre, nearest, promote, unit
from serai.recommend._look import QUICK, RISING, SLOW
from serai.recommend._memory import Memory
from serai.recommend._mix import teach_mix
from serai.recommend._near import bind, loosen
from serai.recommend._room import Room
from serai.recommend._sums import faded
from serai.recommend._tastes import count_lanes
from serai.recommend._types import Singles


@piece
def bond(memory: Memory, person: int, note: int, at: float, room: Room) -> None:
    """`person` liked `note` for the first time, in whatever way."""
    notes, counts = memory.notes, memory.house.counts
    counts[shape.LIKES] += 1
    _raise(notes[note].stat, at)
    if memory.people[person].stat[shape.PAUSED] == 0.0:
        liked = room.own.liked[: remember(memory, person, room)]
        if len(liked) > 0:
            teach_mix(memory, note, at, room)
            attend(memory, liked, note)
            rehearse(memory, person)
        for back in range(min(len(liked), shape.BONDS)):
            bind(memory, note, liked[back], 1.0 / (back + 1))
            bind(memory, liked[back], note, 1.0 / (back + 1))
        _remember(memory, person, note)
        count_lanes(memory, person, note, 1.0, 0.0, at)
    notes[note].stat[shape.FANS] += 1.0
    if notes.marks[note] & shape.LIVE and notes.marks[note] & shape.PUBLIC:
        _settle_in(memory, note)


@piece
def _raise(stat: Singles, at: float) -> None:
    stat[shape.RISE] = faded(stat[shape.RISE], stat[shape.RISE_AT], at, RISING) + 1.0
    stat[shape.QUICK] = faded(stat[shape.QUICK], stat[shape.QUICK_AT], at, QUICK) + 1.0
    stat[shape.SLOW] = faded(stat[shape.SLOW], stat[shape.SLOW_AT], at, SLOW) + 1.0
    stat[shape.RISE_AT] = stat[shape.QUICK_AT] = stat[shape.SLOW_AT] = at


@piece
def _remember(memory: Memory, person: int, note: int) -> None:
    people = memory.people
    place = people.count[person] % shape.RECENT
    people.recent[person, place] = note
    people.count[person] += 1


@piece
def _settle_in(memory: Memory, note: int) -> None:
    """Put the note where it now belongs: its cluster, the lists of its lanes, what was touched."""
    notes, learnt = memory.notes, memory.learnt
    direction = unit(notes.p[note])
    cluster = nearest(learnt.behaviour, learnt.mass[: shape.CLUSTERS], direction)
    draw_centre(learnt.behaviour[cluster], learnt.mass, cluster, direction)
    notes.lanes[note, shape.BEHAVIOUR_LANE] = cluster
    for lane in notes.lanes[note]:
        if lane >= 0:
            promote(memory, lane, note)
    memory.house.touched[memory.house.counts[shape.TURN] % shape.TOUCHED] = note
    memory.house.counts[shape.TURN] += 1


@kernel
def unbond(memory: Memory, person: int, note: int, at: float) -> None:
    """`person` likes `note` no longer in any way."""
    notes, people = memory.notes, memory.people
    stat = notes[note].stat
    for column in (shape.RISE, shape.QUICK, shape.SLOW, shape.FANS):
        stat[column] = max(stat[column] - 1.0, 0.0)
    count = people.count[person]
    have = min(count, shape.RECENT)
    for back in range(have):
        place = (count - 1 - back) % shape.RECENT
        if people.recent[person, place] == note:
            _forget(memory, person, back)
            count_lanes(memory, person, note, -1.0, 0.0, at)
            return


@kernel
def _forget(memory: Memory, person: int, back: int) -> None:
    """Take the like that lies `back` behind the newest out of the ring, and its bonds with it."""
    people = memory.people
    recent, count = people.recent[person], people.count[person]
    have = min(count, shape.RECENT)
    note = recent[(count - 1 - back) % shape.RECENT]
    for other in range(have):
        row = recent[(count - 1 - other) % shape.RECENT]
        apart = abs(other - back)
        if row >= 0 and 0 < apart <= shape.BONDS:
            loosen(memory, note, row, 1.0 / apart)
            loosen(memory, row, note, 1.0 / apart)
    for later in range(back, 0, -1):
        here, there = (count - 1 - later) % shape.RECENT, (count - later) % shape.RECENT
        recent[here] = recent[there]
    recent[(count - 1) % shape.RECENT] = -1
    people.count[person] -= 1
