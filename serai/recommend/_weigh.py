"""Weigh what was found: which rule keeps it away, what it looks like, and what it is worth.

The value of a note for a viewer is V = sum over tasks of v_t / (1 + e^-z_t), with the public v_t.
"""

import math

import numpy as np

from serai.recommend import _look as look
from serai.recommend import _shape as shape
from serai.recommend._arrays import copy_to, holds
from serai.recommend._asking import (
    AGAIN,
    AUTHOR,
    AVOIDED,
    CLOSED,
    FOLLOWING,
    GONE,
    HIDDEN,
    KEPT,
    MINE,
    MOVING,
    NEAR,
    PLACE,
    SEEN,
    SHOWN,
    STILL,
    SURFACE,
    Asking,
)
from serai.recommend._hash import first_slot
from serai.recommend._kernel import entry, kernel, piece, small
from serai.recommend._know import known_lanes, lane_of, taste_of
from serai.recommend._learn import add_biases, add_logits, chance_of, logits
from serai.recommend._memory import Memory
from serai.recommend._mix import draw_to, mix_for
from serai.recommend._room import LIKED, Known, Room, Weighed
from serai.recommend._tastes import lean
from serai.recommend._types import Rows, Singles


@piece
def weigh(memory: Memory, asking: Asking, room: Room) -> int:
    """Fill in `room.weighed` for each row found; returns how many are kept (places in `order`)."""
    base = room.own.base
    look.look_at_person(memory, asking.person, asking.at, base)
    logits(memory.learnt, base, asking.numbers[SURFACE], room.own.first)
    if asking.person >= 0:
        lean(memory, asking.person, asking.at, room.leaning)
    kept, found, out = 0, room.found, room.weighed
    mix_for(memory, room.own.counts[LIKED], room.own.mix)
    room.own.x[0] = call_up(memory, asking.person, found.rows[: found.many[0]])
    for place in range(found.many[0]):
        row = found.rows[place]
        out.rule[place] = STILL if is_other(memory, asking, row) else rule_of(memory, asking, row)
    for place in range(found.many[0]):
        if out.rule[place] != KEPT:
            continue
        row, x = found.rows[place], out.x[place]
        copy_to(x, base)
        look_for(memory, asking, room, place, x)
        lanes = out.lanes[place] = known_lanes(memory, row, room.known)
        out.match[place] = taste_of(lanes, room.known)
        x[look.INTEREST] = said_in(lanes, room.known)
        out.order[kept] = place
        kept += 1
    _compare(out, kept)
    for place in out.order[:kept]:
        copy_to(out.z[place], room.own.first)
        out.value[place] = value_of(memory, found.rows[place], out.x[place], out.z[place])
    return kept


@kernel
def _compare(out: Weighed, kept: int) -> None:
    """Set the affinity of each note against its mean over all that are kept.

    Where they lie far apart, their spread is the unit. What a note has in common with the viewer's
    likes counts from nothing on, so what is usual of it is taken from where all begin.
    """
    usual, heat = 0.0, 0.0
    for place in out.order[:kept]:
        x = out.x[place]
        usual += x[look.ATTENTION_AFFINITY] + x[look.TOGETHER_AFFINITY]
        heat += x[look.HEAT_AFFINITY]
    usual, heat, spread = usual / max(kept, 1), heat / max(kept, 1), 0.0
    for place in out.order[:kept]:
        x = out.x[place]
        x[look.START_AFFINITY] = -usual
        x[look.HEAT_AFFINITY] -= heat
        spread += _affinity(x) ** 2
    unit = max(math.sqrt(spread / max(kept, 1)), 1.0)
    for place in out.order[:kept]:
        for feature in range(look.START_AFFINITY, look.HEAT_AFFINITY + 1):
            out.x[place, feature] /= unit


@kernel
def _affinity(x: Singles) -> float:
    total = 0.0
    for feature in range(look.START_AFFINITY, look.HEAT_AFFINITY + 1):
        total += x[feature]
    return total


@kernel
def call_up(memory: Memory, person: int, rows: Rows) -> float:
    """Touch everything that weighing `rows` reads; what it returns means nothing.

    A million notes lie in memory, not in the processor's cache. Asked for in one breath, a dozen
    pieces of it come at a time; asked for where each is needed, one comes after the other.
    """
    notes, total = memory.notes, np.float32(0.0)
    for row in rows:
        stat, p, author = notes[row].stat, notes[row].p, notes.author[row]
        total += stat[0] + stat[16] + stat[31] + p[0] + p[16] + p[31]
        total += np.float32(notes.content[row, 0] + notes.marks[row] + notes.ids[row])
        if person >= 0:
            total += np.float32(memory.ties.keys[first_slot(memory.ties.keys, person << 32 | row)])
        if author >= 0:
            total += memory.authors[author].stat[0] + memory.authors[author].stat[16]
    return float(total)


@small
def is_other(memory: Memory, asking: Asking, row: int) -> bool:
    """Whether the note is no video where only videos are asked for."""
    return bool(asking.numbers[MOVING] and memory.notes[row].stat[shape.LENGTH] == 0.0)


@small
def rule_of(memory: Memory, asking: Asking, row: int) -> int:
    """The first rule that keeps the note away, or KEPT."""
    flags, author = memory.notes.marks[row], memory.notes.author[row]
    if not flags & shape.LIVE:
        return GONE
    if author == asking.numbers[AUTHOR]:
        return MINE
    if not flags & shape.PUBLIC and not holds(asking.followed, author):
        return CLOSED
    if holds(asking.avoided, author) or _unloved(memory, asking.unloved, row):
        return AVOIDED
    if holds(asking.shown, print_of(memory.notes.ids[row])):
        return SHOWN
    return _met(memory, asking.person, row, asking.numbers[AGAIN])


@small
def _met(memory: Memory, person: int, row: int, again: int) -> int:
    deeds = look.deeds_with(memory, person, row)
    if deeds & shape.REFUSALS:
        return HIDDEN
    return SEEN if deeds & shape.SEEN and not again else KEPT


@small
def _unloved(memory: Memory, unloved: Rows, row: int) -> bool:
    for lane in unloved:  # noqa: SIM110 - kernels know no generators
        if lane_of(memory, row, lane):
            return True
    return False


@entry
def print_of(note: int) -> int:
    """24 well mixed bits of a note's id."""
    return np.int64(np.uint64(note) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(40))  # type: ignore[return-value]


@piece
def look_for(memory: Memory, asking: Asking, room: Room, place: int, x: Singles) -> None:
    """Everything about one note for one viewer, what they said included."""
    row = room.found.rows[place]
    look.look_at_note(memory, row, asking.at, x)
    _look_at_draw(memory, asking, room, place, x)
    if asking.person >= 0:
        look.look_at_taste(memory, asking.person, room.leaning, row, x)
        x[look.CONTENT] = look.alike(memory.notes, room.own.liked[: room.own.counts[LIKED]], row)
        if asking.numbers[AGAIN]:
            look.look_back(memory, asking.person, row, x)
    _look_for_what_was_said(memory, asking, row, x)


@piece
def _look_at_draw(memory: Memory, asking: Asking, room: Room, place: int, x: Singles) -> None:
    """Fill in how the note draws people who like the same, and what of it makes its affinity.

    That others like both never speaks against a note, as it may seem to where few like anything.
    """
    mix, drawn = room.own.mix, room.own.drawn
    draw_to(memory, room, room.found.rows[place], place, asking.at, drawn)
    x[look.ATTENTION], x[look.TOGETHER], x[look.LATELY_TOGETHER] = drawn[0], drawn[2], drawn[4]
    x[look.ATTENTION_AFFINITY] = mix[0] * drawn[0]
    bonds = mix[2] * drawn[2] + mix[3] * drawn[3] + mix[4] * drawn[4] + mix[5] * drawn[5]
    x[look.TOGETHER_AFFINITY] = max(bonds, 0.0)
    x[look.HEAT_AFFINITY] = mix[1] * drawn[1] + mix[6] * drawn[6]


@piece
def _look_for_what_was_said(memory: Memory, asking: Asking, row: int, x: Singles) -> None:
    lanes, numbers = memory.notes.lanes[row], asking.numbers
    for language in asking.languages:
        if lanes[shape.LANGUAGE_LANE] == language:
            x[look.LANGUAGE] = 1.0
    if numbers[PLACE] >= 0 and lanes[shape.PLACE_LANE] == numbers[PLACE]:
        x[look.PLACE] = asking.sliders[NEAR]
    if holds(asking.followed, memory.notes.author[row]):
        x[look.FOLLOWS] = asking.sliders[FOLLOWING]


@small
def said_of(memory: Memory, row: int, known: Known) -> float:
    """The strongest of the note's topics among those the viewer said they care for."""
    return said_in(known_lanes(memory, row, known), known)


@small
def said_in(lanes: int, known: Known) -> float:
    """The same of a note that stands in `lanes` (bits)."""
    most = 0.0
    for nth in range(known.many[0]):
        if lanes >> nth & 1 and known.said[nth]:
            most = max(most, float(known.weight[nth]))
    return most


@piece
def value_of(memory: Memory, row: int, x: Singles, z: Singles) -> float:
    """V; `z` holds what speaks for all notes alike, and takes the logits."""
    add_logits(memory.learnt, x, (look.NOTE, shape.YOURS), z)
    add_logits(memory.learnt, x, (shape.YOURS_END, shape.F), z)
    add_biases(memory, row, z)
    total = 0.0
    for task in range(shape.T):
        total += memory.house.values[task] * chance_of(z[task])
    return total
