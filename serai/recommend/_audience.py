"""The first audience of a note: whom it met, who liked it, and whether it goes on to more.

A note is met by 15, then 60, then 200 people whom it suits before it stands in feeds like any
other. It goes on where it does about as well as its equals: notes of its first topic at the same
stage, so that what forty people care for competes with itself.
"""

from serai.recommend import _shape as shape
from serai.recommend._kernel import entry, kernel
from serai.recommend._memory import Memory
from serai.recommend._sums import faded
from serai.recommend._tastes import HALF_LIFE
from serai.recommend._waiting import (
    LIKED,
    MET,
    SINCE,
    STAGE,
    SUITED,
    join_lanes,
    leave_lanes,
    stands_in,
)

WANTED = (15.0, 60.0, 200.0)
RESTS = 5.0
"""The stage of a note that did not go on: feeds find it by what it is, no place is kept for it."""

OPENED = 4.0
DEADLINE = 2.0
"""Hours in which a first audience should be met; till then only those count whom it suits."""

EQUALS = 60.0
"""Meetings of its equals from which their rate counts as known."""

YOUNG = 168.0
"""Hours after which a note no longer looks for a first audience."""

ENOUGH = 0.7
"""The part of its equals' rate that a note must reach; half of all random ones would, with luck."""

TASTE = 0.55
"""How much of a taste must show in likes to say that a note suits; two likes do, one does not."""

SURE = 0.75
"""The same where more must not be promised than is known: four likes do, among few meetings."""


@entry
def end_trials(memory: Memory, at: float) -> None:
    """What was published a week ago looks for no audience any longer."""
    notes, oldest = memory.notes, memory.house.oldest
    if oldest[0] >= at - YOUNG:
        return
    oldest[0] = 1e18
    for row in memory.waiting[: memory.house.counts[shape.WAITING]].copy():
        if notes.published[row] < at - YOUNG:
            wait_no_more(memory, row)
        else:
            oldest[0] = min(oldest[0], notes.published[row])


@entry
def await_audience(memory: Memory, note: int, at: float) -> None:
    """A new note begins to look for its first audience, or goes on with it after a change."""
    notes, counts = memory.notes, memory.house.counts
    if notes.waits[note] >= 0 or notes.audience[note, STAGE] >= len(WANTED):
        return
    if notes.audience[note, SINCE] == 0.0:
        notes.audience[note, SINCE] = at
    place = counts[shape.WAITING]
    memory.waiting[place] = note
    notes.waits[note] = place
    counts[shape.WAITING] += 1
    memory.house.oldest[0] = min(memory.house.oldest[0], notes.published[note])
    join_lanes(memory, note)


@entry
def wait_no_more(memory: Memory, note: int) -> None:
    """A note stops looking; the last of those that wait takes its place."""
    notes, counts = memory.notes, memory.house.counts
    place = notes.waits[note]
    if place < 0:
        return
    last = memory.waiting[counts[shape.WAITING] - 1]
    memory.waiting[place] = last
    notes.waits[last] = place
    notes.waits[note] = -1
    counts[shape.WAITING] -= 1
    leave_lanes(memory, note)


@kernel
def meet_audience(memory: Memory, person: int, note: int, weight: float, at: float) -> None:
    """Somebody new met the note; `weight` is above 1 where its place was kept for it."""
    notes = memory.notes
    own = notes.audience[note]
    own[MET] += 1.0
    if notes.waits[note] < 0:
        return
    stage, topic = int(own[STAGE]), notes.lanes[note, 0]
    if topic >= 0:
        memory.lanes.trials[topic, stage, 0] += 1.0
    if weight > 1.0 or at - own[SINCE] > DEADLINE or _suits(memory, person, note, at):
        own[SUITED] += 1.0
    if own[SUITED] >= WANTED[stage]:
        _judge(memory, note, stage, at)


@kernel
def _suits(memory: Memory, person: int, note: int, at: float) -> bool:
    """Whether the person's likes show a taste for a topic of the note, or for its author."""
    people, author = memory.people, memory.notes.author[note]
    for slot in range(shape.TASTES):
        key = people.taste[person, slot]
        if key != -1 and (key == -2 - author or stands_in(memory, note, key)):
            since = people.taste_at[person, slot]
            liked = faded(people.liked[person, slot], since, at, HALF_LIFE)
            met = faded(people.met[person, slot], since, at, HALF_LIFE)
            if strength(liked, met) > SURE:
                return True
    return False


@kernel
def strength(liked: float, met: float) -> float:
    """How much of a taste shows, 0 to 1; meetings without a like unmake it."""
    return liked / (liked + 1.0 + 0.1 * max(met - liked, 0.0))


@kernel
def hear(memory: Memory, note: int, times: float) -> None:
    """Somebody liked the note, or (-1) no longer does."""
    notes = memory.notes
    own = notes.audience[note]
    own[LIKED] = max(own[LIKED] + times, 0.0)
    topic, stage = notes.lanes[note, 0], int(own[STAGE])
    if topic >= 0 and notes.waits[note] >= 0:
        memory.lanes.trials[topic, stage, 1] += times


@kernel
def _judge(memory: Memory, note: int, stage: int, at: float) -> None:
    """Let the note go on, or rest; where it goes on it stands behind those of earlier stages."""
    own = memory.notes.audience[note]
    rate = (own[LIKED] + 0.5) / (own[MET] + 2.0)
    if rate < ENOUGH * typical(memory, memory.notes.lanes[note, 0], stage):
        wait_no_more(memory, note)
        own[STAGE] = RESTS
        return
    if stage + 1 == len(WANTED):
        wait_no_more(memory, note)
        own[STAGE] = OPENED
        return
    own[STAGE], own[SINCE] = stage + 1, at
    leave_lanes(memory, note)
    join_lanes(memory, note)


@kernel
def typical(memory: Memory, topic: int, stage: int) -> float:
    """How often notes of `topic` are liked at this stage by those who meet them; 0 if not known."""
    if topic < 0:
        return 0.0
    met, liked = memory.lanes.trials[topic, stage, 0], memory.lanes.trials[topic, stage, 1]
    return float(liked / met) if met >= EQUALS else 0.0
