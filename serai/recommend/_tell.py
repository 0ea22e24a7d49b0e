"""Why a card stands on the page: its sum, and what is named with it."""

import math

from serai.recommend import _shape as shape
from serai.recommend._asking import SURFACE, Asking
from serai.recommend._attend import FORGETTING, dot
from serai.recommend._found import LATELY, fame
from serai.recommend._gather import FOLLOWED
from serai.recommend._kernel import kernel
from serai.recommend._memory import Memory
from serai.recommend._near import bond_to
from serai.recommend._room import LEADING, LIKED, Room
from serai.recommend._sum import ATTENTION, TOGETHER, sum_up
from serai.recommend._types import Rows, Singles

NAMED = 0.01
"""What adds less needs no name."""


@kernel
def tell(memory: Memory, asking: Asking, room: Room, many: int) -> None:
    """Fill `room.told` for the first `many` cards of `room.picked`."""
    sum_up(memory, room, asking.numbers[SURFACE], many)
    told, liked = room.told, room.own.liked[: room.own.counts[LIKED]]
    speak = room.own.speak
    for slot in range(many):
        row = room.found.rows[room.picked.place[slot]]
        told.bound[slot], told.attended[slot] = -1, -1
        if told.amounts[slot, TOGETHER] > NAMED:
            _bonds(memory, liked, row, speak)
            _lead(memory, liked, speak, told.bound[slot])
        if told.amounts[slot, ATTENTION] > NAMED:
            for nth in range(len(liked)):
                near = dot(memory.notes[liked[nth]].q, memory.notes[row].p)
                speak[nth] = math.exp(-FORGETTING * nth) * near
            _lead(memory, liked, speak, told.attended[slot])
        told.said[slot] = _first(memory, row, asking.lanes)
        told.tasted[slot] = _tasted(memory, room, row)


@kernel
def _bonds(memory: Memory, liked: Rows, row: int, speak: Singles) -> None:
    """How strongly each like that the page followed is bound to the note."""
    speak[:] = 0.0
    for nth in range(min(len(liked), FOLLOWED)):
        weight = bond_to(memory, liked[nth], row, shape.REACH) * fame(memory.notes, liked[nth], 1.0)
        speak[nth] = weight * math.exp(-LATELY * nth)


@kernel
def _lead(memory: Memory, liked: Rows, speak: Singles, out: Rows) -> None:
    """Write the likes that speak most; posts elsewhere take a place and have no name."""
    for place in range(LEADING):
        most = 0
        for nth in range(1, len(liked)):
            if speak[nth] > speak[most]:
                most = nth
        if len(liked) == 0 or speak[most] <= 0.0:
            return
        if not memory.notes.marks[liked[most]] & shape.SHADOW:
            out[place] = liked[most]
        speak[most] = 0.0


@kernel
def _first(memory: Memory, row: int, among: Rows) -> int:
    """The first topic of the note that is one of `among`, or -1."""
    for lane in memory.notes.lanes[row, : shape.CONTENT_LANE]:
        for one in among:
            if lane == one:
                return int(lane)
    return -1


@kernel
def _tasted(memory: Memory, room: Room, row: int) -> int:
    """The topic of the note that the viewer liked most of, if one of its topics is; else -1."""
    known, found, most = room.known, -1, -1.0
    for lane in memory.notes.lanes[row, : shape.CONTENT_LANE]:
        for nth in range(known.many[0]):
            if lane >= shape.NAMED and known.lane[nth] == lane and known.weight[nth] > most:
                found, most = int(lane), float(known.weight[nth])
    return found
