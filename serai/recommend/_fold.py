"""The fold: one signal after the other makes the state; the same log makes the same bits."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import structs

from serai.kernel import NoteId, PersonId
from serai.recommend._minds import RECENT, Mind, lean, unlean
from serai.recommend._notes import Notes
from serai.recommend.signals import UNDONE_BY, Signal
from serai.recommend.weights import WEIGHTS

DWELT: Final = 10_000.0
"""Milliseconds of looking at a note that say it was read, whatever its length."""

BONDING: Final = 0.5
"""Deeds worth this much join the note to the others that the person liked lately."""

_WORTH: Final = WEIGHTS.worth


class State:
    """Everything that was folded."""

    def __init__(self) -> None:
        self.notes = Notes()
        self.minds: dict[PersonId, Mind] = {}

    def fold(self, signal: Signal) -> None:
        """Take one signal in; those about notes nobody offered change nothing."""
        if signal.kind == "erased":
            self.minds.pop(signal.person, None)
        elif signal.candidate is not None:
            self.notes.offer(signal.candidate, signal.at)
        elif signal.kind == "unfollow" and signal.note is None:
            self._unfollowed(signal)
        elif signal.note is not None and (row := self.notes.rows.get(signal.note)) is not None:
            self._about(signal, row)

    def _unfollowed(self, signal: Signal) -> None:
        # A follow names the note it came through; its end names the person alone.
        mind = self.minds.get(signal.person)
        followed = [row for row, kind in mind.deeds if kind == "follow"] if mind else []
        for row in followed:
            if str(self.notes.author[row]) == signal.outside:
                self._about(structs.replace(signal, note=NoteId(self.notes.ids[row])), row)

    def _about(self, signal: Signal, row: int) -> None:
        if signal.kind == "retired":
            self.notes.retire(row)
            return
        rule = _RULES.get(signal.kind)
        if rule is not None and signal.person != self.notes.author[row]:
            mind = self.minds.get(signal.person)
            if mind is None:
                mind = self.minds[signal.person] = Mind()
            rule(self.notes, mind, row, signal)


Rule = Callable[[Notes, Mind, int, Signal], None]


def _impression(notes: Notes, mind: Mind, row: int, signal: Signal) -> None:
    if mind.meet(row, signal.at):
        notes.count_person(row)
        notes.meet(row, signal.at)


def _welcome(notes: Notes, mind: Mind, row: int, signal: Signal) -> None:
    if signal.kind == "dwell" and (signal.value or 0.0) < DWELT:
        return
    if not mind.begin(row, signal.kind, signal.at):
        return
    _impression(notes, mind, row, signal)  # who does something with a note has met it
    worth = _WORTH[signal.kind]
    notes.welcome(row, signal.at, worth)
    lean(mind.tastes, notes.tags[row], signal.at, worth)
    if worth >= BONDING:
        _bond(notes, mind, row, signal.at)


def _bond(notes: Notes, mind: Mind, row: int, at: int) -> None:
    if row in mind.bonds:
        return
    earlier = [other for other in reversed(mind.recent) if other != row]
    bonds = [(other, 1.0 / (1 + back)) for back, other in enumerate(earlier)]
    mind.recent[row], mind.bonds[row] = at, bonds
    notes.fans[row] += 1
    for other, strength in bonds:
        notes.bind(row, other, strength)
    if len(mind.recent) > RECENT:
        oldest = next(iter(mind.recent))
        del mind.recent[oldest], mind.bonds[oldest]


def _unwelcome(notes: Notes, mind: Mind, row: int, signal: Signal) -> None:
    kind = _DONE[signal.kind]
    at = mind.deeds.pop((row, kind), None)
    if at is None:
        return
    notes.unwelcome(row, at, _WORTH[kind])
    unlean(mind.tastes, notes.tags[row], at, _WORTH[kind])
    if row in mind.bonds and not _still_liked(mind, row):
        _unbond(notes, mind, row)


def _still_liked(mind: Mind, row: int) -> bool:
    return any(worth >= BONDING and (row, kind) in mind.deeds for kind, worth in _WORTH.items())


def _unbond(notes: Notes, mind: Mind, row: int) -> None:
    notes.fans[row] -= 1
    del mind.recent[row]
    for other, strength in mind.bonds.pop(row):
        notes.bind(row, other, -strength)
    for later, bonds in mind.bonds.items():
        for other, strength in bonds:
            if other == row:
                notes.bind(later, row, -strength)
        mind.bonds[later] = [bond for bond in bonds if bond[0] != row]


def _refuse(notes: Notes, mind: Mind, row: int, signal: Signal) -> None:
    if not mind.begin(row, signal.kind, signal.at):
        return
    worth = -_WORTH[signal.kind]
    mind.hidden[row] = signal.at
    lean(mind.avoids, notes.tags[row], signal.at, worth)
    notes.meet(row, signal.at, worth)


def _readmit(notes: Notes, mind: Mind, row: int, signal: Signal) -> None:
    kind = _DONE[signal.kind]
    at = mind.deeds.pop((row, kind), None)
    if at is not None:
        unlean(mind.avoids, notes.tags[row], at, -_WORTH[kind])
        notes.unmeet(row, at, -_WORTH[kind])
    # Also where the deed itself is long forgotten: what was asked for back comes back.
    if not any((row, other) in mind.deeds for other in _REFUSALS):
        mind.hidden.pop(row, None)


_DONE: Final = {undo: deed for deed, undo in UNDONE_BY.items()}
_REFUSALS: Final = ("hide", "not_interested", "report")
_WELCOMES: Final = tuple(kind for kind, worth in _WORTH.items() if worth > 0)
_RULES: Final[Mapping[str, Rule]] = {
    "impression": _impression,
    **dict.fromkeys(_WELCOMES, _welcome),
    **dict.fromkeys(_REFUSALS, _refuse),
    **{UNDONE_BY[kind]: _unwelcome for kind in _WELCOMES if kind in UNDONE_BY},
    **{UNDONE_BY[kind]: _readmit for kind in _REFUSALS},
}
