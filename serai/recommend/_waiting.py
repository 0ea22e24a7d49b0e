"""Who waits for an audience in a lane: a line of notes, first audiences first, then by their wait.

A line holds 47. What falls out of a full one is marked by `MORE` in its last place, and looked for
again, among all that wait, when half of the line is gone.
"""

from serai.recommend import _shape as shape
from serai.recommend._kernel import entry, kernel
from serai.recommend._memory import Memory

STAGE, MET, LIKED, SINCE, SUITED = range(5)
PLACES = shape.NEWEST - 1
"""The last place of a lane's line is the mark."""

MORE = -2
FEW = PLACES // 2


@kernel
def line_up_waiting(memory: Memory, lane: int, note: int) -> None:
    """Put the note where its turn is; the last of a full line falls out."""
    line = memory.lanes.waiting[lane]
    if line[PLACES - 1] >= 0:
        line[PLACES] = MORE
        if not _before(memory, note, line[PLACES - 1]):
            return
    place = PLACES - 1
    while place > 0 and (line[place - 1] < 0 or _before(memory, note, line[place - 1])):
        line[place] = line[place - 1]
        place -= 1
    line[place] = note


@kernel
def step_out(memory: Memory, lane: int, note: int) -> None:
    """Take the note from the line, where it stands there; those behind it move up."""
    line, found = memory.lanes.waiting[lane], False
    for place in range(PLACES):
        found = found or line[place] == note
        if found:
            line[place] = line[place + 1] if place + 1 < PLACES else -1
    if found and line[PLACES] == MORE and line[FEW] < 0:
        _call(memory, lane)


@kernel
def _call(memory: Memory, lane: int) -> None:
    """Look for those that fell out."""
    line = memory.lanes.waiting[lane]
    line[PLACES] = -1
    for nth in range(memory.house.counts[shape.WAITING]):
        note = memory.waiting[nth]
        if stands_in(memory, note, lane) and not _listed(memory, lane, note):
            line_up_waiting(memory, lane, note)


@kernel
def stands_in(memory: Memory, note: int, lane: int) -> bool:
    """Whether the lane is a topic of the note, or its cluster by content."""
    stands = False
    for own in memory.notes.lanes[note, : shape.BEHAVIOUR_LANE]:
        stands = stands or own == lane
    return stands


@kernel
def _listed(memory: Memory, lane: int, note: int) -> bool:
    listed = False
    for row in memory.lanes.waiting[lane, :PLACES]:
        listed = listed or row == note
    return listed


@kernel
def _before(memory: Memory, note: int, other: int) -> bool:
    """Whether `note` comes before `other`: by stage, by time, by row."""
    own, its = memory.notes.audience[note], memory.notes.audience[other]
    if own[STAGE] != its[STAGE]:
        return bool(own[STAGE] < its[STAGE])
    if own[SINCE] != its[SINCE]:
        return bool(own[SINCE] < its[SINCE])
    return note < other


@entry
def join_lanes(memory: Memory, note: int) -> None:
    """Stand in the lines of all topics of the note, and of its cluster by content."""
    for lane in memory.notes.lanes[note, : shape.BEHAVIOUR_LANE]:
        if lane >= 0 and not _listed(memory, lane, note):
            line_up_waiting(memory, lane, note)


@entry
def leave_lanes(memory: Memory, note: int) -> None:
    """Stand in none of them."""
    for lane in memory.notes.lanes[note, : shape.BEHAVIOUR_LANE]:
        if lane >= 0:
            step_out(memory, lane, note)
