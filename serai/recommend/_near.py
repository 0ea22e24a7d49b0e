"""What is liked together: for each note the others that people liked with it, heaviest first.

A note's bonds lie in a block of `Bonds`, which grows while there is room: a small house keeps them
all, a large one those of what is much liked. A full block forgets as Misra and Gries (1982) do: a
newcomer weakens the lightest until it gives way, so that what comes again and again stays, and no
newcomer inherits a weight it did not earn.
"""

from serai.recommend import _shape as shape
from serai.recommend._arrays import copy_to
from serai.recommend._kernel import entry, kernel
from serai.recommend._memory import Bonds, Memory


def bond_room(notes: int) -> int:
    """Rows of `Bonds` that so many notes may come to need."""
    return (shape.EACH + shape.FIRST_BONDS) * notes + shape.SPARE_BONDS


@kernel
def bind(memory: Memory, here: int, there: int, strength: float) -> None:
    """Add `strength` > 0 to the bond from `here` to `there`."""
    bonds, at = memory.bonds, _held(memory, here, there, shape.MOST_BONDS)
    if at >= 0:
        bonds.weight[at] += strength
    else:
        at = _place_for(memory, here, strength)
        if at < 0:
            return
        bonds.to[at], bonds.weight[at] = there, strength
    first = memory.notes.near[here]
    while at > first and bonds.weight[at - 1] < bonds.weight[at]:
        _swap(bonds, at - 1)
        at -= 1


@kernel
def loosen(memory: Memory, here: int, there: int, strength: float) -> None:
    """Take `strength` from the bond, as far as there is one."""
    notes, bonds = memory.notes, memory.bonds
    at = _held(memory, here, there, shape.MOST_BONDS)
    if at < 0:
        return
    bonds.weight[at] -= strength
    gone = bonds.weight[at] <= 1e-6  # noqa: PLR2004 - rounding's size
    last = notes.near[here] + notes.near_held[here] - 1
    while at < last and (gone or bonds.weight[at] < bonds.weight[at + 1]):
        _swap(bonds, at)
        at += 1
    if gone:
        notes.near_held[here] -= 1


@kernel
def bond_to(memory: Memory, here: int, there: int, reach: int) -> float:
    """The weight of the bond, 0 where it is not among the `reach` heaviest."""
    at = _held(memory, here, there, reach)
    return float(memory.bonds.weight[at]) if at >= 0 else 0.0


@kernel
def _held(memory: Memory, here: int, there: int, reach: int) -> int:
    first = memory.notes.near[here]
    for at in range(first, first + min(memory.notes.near_held[here], reach)):
        if memory.bonds.to[at] == there:
            return at
    return -1


@kernel
def _place_for(memory: Memory, here: int, strength: float) -> int:
    """Where a new bond may stand, behind all others; -1 where it only weakens the lightest."""
    notes = memory.notes
    if notes.near_held[here] == notes.near_room[here]:
        _widen(memory, here)
    if notes.near_held[here] < notes.near_room[here]:
        notes.near_held[here] += 1
        return int(notes.near[here] + notes.near_held[here] - 1)
    last = notes.near[here] + notes.near_held[here] - 1
    if memory.bonds.weight[last] > strength:
        memory.bonds.weight[last] -= strength
        return -1
    return int(last)


@kernel
def _widen(memory: Memory, here: int) -> None:
    """Move the bonds into a larger block; a note that few like needs none."""
    notes, bonds, counts = memory.notes, memory.bonds, memory.house.counts
    wanted = max(shape.FIRST_BONDS, shape.WIDER * notes.near_room[here])
    if notes.near_room[here] > 0:
        many = min(shape.MOST_BONDS, shape.OF_ONE_FAN * notes[here].stat[shape.FANS])
        free = shape.EACH * counts[shape.NOTES_HELD] + shape.SPARE_BONDS - counts[shape.BONDED]
        if wanted > many or wanted > free:
            return
    first, begin = notes.near[here], counts[shape.BONDED]
    for nth in range(notes.near_held[here]):
        bonds.to[begin + nth] = bonds.to[first + nth]
        bonds.weight[begin + nth] = bonds.weight[first + nth]
    notes.near[here], notes.near_room[here] = begin, wanted
    counts[shape.BONDED] += wanted


@kernel
def _swap(bonds: Bonds, at: int) -> None:
    """Change places with the next one."""
    to, weight = bonds.to[at], bonds.weight[at]
    bonds.to[at], bonds.weight[at] = bonds.to[at + 1], bonds.weight[at + 1]
    bonds.to[at + 1], bonds.weight[at + 1] = to, weight


@entry
def bequeath(memory: Memory, shadow: int, note: int) -> None:
    """Give the bonds of a post elsewhere to the note that it became here."""
    notes, bonds = memory.notes, memory.bonds
    for nth in range(notes.near_held[shadow]):
        at = notes.near[shadow] + nth
        other, strength = bonds.to[at], float(bonds.weight[at])
        if other != note:
            bind(memory, note, other, strength)
            loosen(memory, other, shadow, strength)
            bind(memory, other, note, strength)
    notes[note].stat[shape.FANS] += notes[shadow].stat[shape.FANS]
    for column in (shape.HEAT, shape.PULL_P, shape.PULL_Q, shape.PULL_HEAT):
        notes[note].stat[column] = notes[shadow].stat[column]
    copy_to(notes[note].p, notes[shadow].p)
    copy_to(notes[note].q, notes[shadow].q)
    notes.alias[shadow] = note
