"""Recent-attention matrix factorisation, learnt online.

Who liked the notes i_0, i_1, ... (newest first) stands at u = sum of a_k q(i_k) / sqrt(sum of a_k)
with a_k = e^(-.05 k); a note draws them by u.p(j) + h(j). Each like is one step of Adagrad on the
softmax over that note and some drawn ones (see docs/recommender.md for how the constants were
chosen).
"""

import math

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._arrays import chances
from serai.recommend._hash import mixed
from serai.recommend._kernel import dot_kernel, entry, kernel, maker, piece
from serai.recommend._memory import Memory, Notes
from serai.recommend._room import LIKED, Room
from serai.recommend._types import Longs, Rows, Singles

FORGETTING = 0.05
RATE = 0.06
SHRINK = 0.004
DRAWS = 32
REHEARSALS = 3
SHORT = 0.3
"""Part of the rehearsals that begin with one to four likes, as newcomers do."""


@kernel
def drawn(counts: Longs, below: int) -> int:
    """A number in [0, below) from a counter that is part of the state: a replay draws the same."""
    counts[shape.DRAWN] += 1
    return int(mixed(counts[shape.DRAWN]) % np.uint64(below))


@dot_kernel
def dot(one: Singles, other: Singles) -> np.float32:
    """The sum of products."""
    total = np.float32(0.0)
    for number in range(len(one)):
        total += one[number] * other[number]
    return total


@kernel
def stand(notes: Notes, liked: Rows, out: Singles) -> float:
    """Write into `out` where somebody stands who liked `liked`, newest first; returns the norm."""
    out[:] = 0.0
    total = 0.0
    for back in range(len(liked)):
        weight = math.exp(-FORGETTING * back)
        total += weight
        row = notes[liked[back]].q
        for number in range(shape.WIDTH):
            out[number] += weight * row[number]
    norm = math.sqrt(total)
    if norm > 0.0:
        for number in range(shape.WIDTH):
            out[number] /= norm
    return norm


@kernel
def draw_beside(memory: Memory, note: int, rows: Rows) -> None:
    """`note` and drawn others beside it."""
    rows[0] = note
    many = memory.house.counts[shape.NOTES_HELD]
    for place in range(1, len(rows)):
        rows[place] = drawn(memory.house.counts, many)


@maker
def attend(memory: Memory, liked: Rows, note: int) -> None:
    """One step: somebody who liked `liked`, newest first, now liked `note`."""
    here, pull = np.empty(shape.WIDTH, np.float32), np.zeros(shape.WIDTH, np.float32)
    rows, chance = np.empty(DRAWS + 1, np.int32), np.empty(DRAWS + 1, np.float32)
    _attend(memory, liked, (here, pull, chance), note, rows)


@kernel
def _attend(
    memory: Memory, liked: Rows, scratch: tuple[Singles, Singles, Singles], note: int, rows: Rows
) -> None:
    notes, (here, pull, chance) = memory.notes, scratch
    norm = stand(notes, liked, here)
    draw_beside(memory, note, rows)
    for place in range(len(rows)):
        row = rows[place]
        chance[place] = dot(here, notes[row].p) + notes[row].stat[shape.HEAT]
    chances(chance)
    for place in range(len(rows)):
        row = rows[place]
        if place == 0 or row != note:
            _draw_to(notes, row, (1.0 if place == 0 else 0.0) - chance[place], here, pull)
    for back, row in enumerate(liked):
        _move(
            notes[row].q, notes[row].stat, shape.PULL_Q, pull, math.exp(-FORGETTING * back) / norm
        )


@piece
def _draw_to(notes: Notes, row: int, error: float, here: Singles, pull: Singles) -> None:
    """Move a note by its error, and gather what that says of where the person stands."""
    vector, stat = notes[row].p, notes[row].stat
    for number in range(shape.WIDTH):
        pull[number] += error * vector[number]
    _move(vector, stat, shape.PULL_P, here, error)
    stat[shape.PULL_HEAT] += error * error
    stat[shape.HEAT] += RATE * error / math.sqrt(stat[shape.PULL_HEAT] + 0.01)


@kernel
def _move(vector: Singles, stat: Singles, column: int, towards: Singles, far: float) -> None:
    """One step of Adagrad with one sum of squares a vector."""
    total = 0.0
    for number in range(shape.WIDTH):
        step = far * towards[number] - SHRINK * vector[number]
        total += step * step
    stat[column] += total / shape.WIDTH
    rate = RATE / math.sqrt(stat[column] + 0.01)
    for number in range(shape.WIDTH):
        vector[number] += rate * (far * towards[number] - SHRINK * vector[number])


@kernel
def liked_lately(memory: Memory, person: int, out: Rows) -> int:
    """Write what `person` liked lately into `out`, newest first; returns how many."""
    people, many = memory.people, 0
    count = people.count[person]
    for back in range(min(count, shape.RECENT)):
        row = people.recent[person, (count - 1 - back) % shape.RECENT]
        if row >= 0 and many < len(out):
            alias = memory.notes.alias[row]
            out[many] = row if alias < 0 else alias
            many += 1
    return many


@piece
def rehearse(memory: Memory, person: int) -> None:
    """Some more steps, each on a like that somebody who was active lately gave before.

    What came once teaches more than once, and how to stand after few likes is practised too.
    """
    counts, active = memory.house.counts, memory.house.active
    active[counts[shape.LIKES] % shape.ACTIVE] = person
    liked = np.empty(shape.RECENT, np.int32)
    for _ in range(REHEARSALS):
        who = active[drawn(counts, min(counts[shape.LIKES] + 1, shape.ACTIVE))]
        many = liked_lately(memory, who, liked) if who >= 0 else 0
        if many > 1:
            back = drawn(counts, many - 1)
            last = many
            if drawn(counts, 100) < 100 * SHORT:
                last = min(many, back + 2 + drawn(counts, 4))
            attend(memory, liked[back + 1 : last], liked[back])


@entry
def rehearse_all(memory: Memory, people: int) -> None:
    """One step on each like that is remembered of the first `people`, oldest first."""
    liked = np.empty(shape.RECENT, np.int32)
    for person in range(people):
        many = liked_lately(memory, person, liked)
        for back in range(many - 2, -1, -1):
            attend(memory, liked[back + 1 : many], liked[back])


@kernel
def remember(memory: Memory, person: int, room: Room) -> int:
    """Lay out in `room` what `person` liked lately, and where that puts them; returns how many."""
    many = liked_lately(memory, person, room.own.liked) if person >= 0 else 0
    room.own.counts[LIKED] = many
    stand(memory.notes, room.own.liked[:many], room.own.here)
    return many
