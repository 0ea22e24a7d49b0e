"""Variety: sliding spectrum decomposition (Huang et al., KDD 2021), and caps on topics and authors.

A card's value grows by gamma times the length of what is left of its direction when those of the
last eight cards are taken out; directions join the note's topics and its content.
"""

import math

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._arrays import copy_to
from serai.recommend._attend import dot
from serai.recommend._hash import mixed
from serai.recommend._kernel import kernel, piece, small
from serai.recommend._memory import Memory, Notes
from serai.recommend._room import DIRECTION, TOPIC_PART, WINDOW, Room, Span
from serai.recommend._types import Singles

GAMMA = 0.35
KAPPA = 0.15
OVERLAP = 4.0
"""Cards of one topic after which one more makes no difference."""

STRANGE = 4.0
"""How much more variety counts where nothing is known of the viewer."""

LEAST_SCALE = 0.02


@piece
def begin(memory: Memory, room: Room, many: int) -> None:
    """Lay out the line, and by how much values differ on it."""
    notes, span, line = memory.notes, room.span, room.own.line
    for nth in range(many):
        row = room.found.rows[line[nth]]
        span.asked[nth] = -1
        span.topic[nth], span.author[nth] = notes.lanes[row, 0], notes.author[row]
        span.crowd[nth], span.theirs[nth] = 0.0, 0
    value = room.weighed.value
    gap = value[line[0]] - value[line[many // 2]] if many > 0 else 0.0
    span.scale[0] = max(gap, LEAST_SCALE)


@kernel
def direct(notes: Notes, row: int, out: Singles) -> None:
    """A note's direction: its topics spread over 16 numbers, and its content; a unit."""
    out[:] = 0.0
    for place in range(shape.CONTENT_LANE):
        lane = notes.lanes[row, place]
        if lane >= 0:
            bits = mixed(lane)
            for number in range(TOPIC_PART):
                out[number] += 0.25 if bits >> np.uint64(number) & np.uint64(1) else -0.25
    if notes.marks[row] & shape.DESCRIBED:
        for number in range(shape.CONTENT):
            out[TOPIC_PART + number] = notes.content[row, number] / 127.0
    norm = math.sqrt(dot(out, out))
    if norm > 0.0:
        for number in range(DIRECTION):
            out[number] /= norm


@small
def varied(notes: Notes, room: Room, nth: int, slot: int) -> float:
    """What variety adds to a card's value: less than 0 where its like stands on the page."""
    left = left_of(notes, room.span, room.found.rows[room.own.line[nth]], nth, slot)
    return crowd_loss(room, nth) - _scale(room) * GAMMA * (1.0 - left)


@small
def crowd_loss(room: Room, nth: int) -> float:
    """What of it comes of the crowd alone."""
    return -_scale(room) * KAPPA * crowd(room.span, nth)


@small
def _scale(room: Room) -> float:
    """By how much variety may change a value."""
    return float(room.span.scale[0] * (1.0 if room.known.many[0] > 0 else STRANGE))


@small
def crowd(span: Span, nth: int) -> float:
    """How many cards on the page share the first topic, at most `OVERLAP`."""
    return min(float(span.crowd[nth]), OVERLAP)


@kernel
def left_of(notes: Notes, span: Span, row: int, nth: int, slot: int) -> float:
    """The length of what is left of a direction without those of the last cards before `slot`.

    Worked out when a card is asked about: most of the line never comes near the page.
    """
    if span.asked[nth] < 0:
        direct(notes, row, span.direction[nth])
        span.whole[nth] = dot(span.direction[nth], span.direction[nth])
        span.asked[nth] = 0
    along = span.along[nth]
    for earlier in range(max(span.asked[nth], slot - WINDOW), slot):
        along[earlier % WINDOW] = dot(span.direction[nth], span.basis[earlier % WINDOW])
    span.asked[nth] = slot
    left = span.whole[nth]
    for place in range(min(slot, WINDOW)):
        left -= along[place] * along[place]
    return math.sqrt(max(float(left), 0.0))


@kernel
def take_out(notes: Notes, room: Room, nth: int, slot: int, many: int) -> None:
    """Card `nth` takes place `slot`: its direction is taken out of all; the ninth last comes back.

    What spans the last cards stays at right angles, so what is left of a direction is its length
    less what goes along each.
    """
    span, window = room.span, slot % WINDOW
    left_of(notes, span, room.found.rows[room.own.line[nth]], nth, slot)
    basis = span.basis[window]
    copy_to(basis, span.direction[nth])
    for place in range(min(slot, WINDOW)):
        if place != window:
            for number in range(DIRECTION):
                basis[number] -= span.along[nth, place] * span.basis[place, number]
    norm = math.sqrt(dot(basis, basis))
    for number in range(DIRECTION):
        basis[number] = basis[number] / norm if norm > 1e-4 else 0.0  # noqa: PLR2004 - nothing is left of it
    topic, author = span.topic[nth], span.author[nth]
    for other in range(many):
        span.crowd[other] += 1.0 if topic >= 0 and span.topic[other] == topic else 0.0
        span.theirs[other] += 1 if span.author[other] == author else 0
