"""Taking in the log: deeds in batches for the kernels, the house's own words one by one."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any, Final

import numpy as np

from serai.recommend import _deeds as deeds
from serai.recommend import _shape as shape
from serai.recommend._layout import bare
from serai.recommend._log import KIND, NOTE, LogRow, signal_of
from serai.recommend._notes import claim, deed_elsewhere, offer, retire, seen_elsewhere
from serai.recommend._offers import describe
from serai.recommend._people import erase, pause, start_anew
from serai.recommend._state import START, State, hours
from serai.recommend._types import Rows, Singles
from serai.recommend.long_view import LEAST, MILLI, READ, needed
from serai.recommend.signals import UNDONE_BY, Signal
from serai.recommend.weights import HOUR

LOOKED: Final = MILLI * READ
"""Milliseconds that say a post of another platform, whose length nobody knows, was read."""

_DEEDS: Final[Mapping[str, int]] = {
    "impression": deeds.MEET,
    "open": 1 + shape.OPEN,
    "dwell": 1 + shape.LONG,
    "watch": 1 + shape.LONG,
    "complete": 1 + shape.LONG,
    "like": 1 + shape.LIKE,
    "collect": 1 + shape.COLLECT,
    "comment": 1 + shape.COMMENT,
    "share": 1 + shape.SHARE,
    "follow": 1 + shape.FOLLOW,
    "hide": deeds.HIDE,
    "not_interested": deeds.NOT_INTERESTED,
    "report": deeds.REPORT,
    "skip": deeds.SKIP,
    "imported_view": deeds.VIEWED,
    "imported_favourite": deeds.VIEWED_LIKE,
    "imported_like": deeds.VIEWED_LIKE,
}
CODES: Final[Mapping[str, int]] = {
    **_DEEDS,
    "imported_long": deeds.VIEWED_LONG,
    **{undo: _DEEDS[deed] + deeds.UNDO for deed, undo in UNDONE_BY.items() if deed in _DEEDS},
}
"""What each signal about a note is called in a batch."""

_LOOKS: Final = ("dwell", "watch")
_LOOK: Final = deeds.UNDO - 1
"""A look, before it is known how long the thing is: it becomes a deed, or none."""

MOST_WEIGHT: Final = 8.0
"""What one impression of a new note may count, however rare its place was."""

Row = tuple[int, int, int, float, float]
Take = Callable[[State, list[Any]], None]
"""Takes in signals of one kind that follow one another."""


def fold(state: State, signals: Iterable[Signal]) -> None:
    """Take in `signals` in their order; those about notes nobody offered change nothing."""
    take: Take = _run
    line: list[Any] = []
    for signal in signals:
        row = _deed_of(signal)
        following = _run if row is not None else _taker(signal)
        if following is None:
            continue
        if following is not take:
            take(state, line)
            take, line = following, []
        line.append(signal if row is None else row)
    take(state, line)


def fold_rows(state: State, rows: Iterable[LogRow]) -> None:
    """The same for rows of the log; deeds that follow one another are read by columns."""
    for deeds_alone, line in groupby(rows, _is_deed):
        if deeds_alone:
            _run_rows(state, list(line))
        else:
            fold(state, map(signal_of, line))


def _is_deed(row: LogRow) -> bool:
    return row[KIND] in CODES and row[NOTE] is not None


def _deed_of(signal: Signal) -> Row | None:
    if signal.note is None or signal.kind not in CODES:
        return None
    value = signal.value or 0.0
    return _code(signal.kind, value), signal.person, signal.note, value, hours(signal.at)


def _code(kind: str, value: float) -> int:
    if kind in _LOOKS:
        return _LOOK
    if kind == "imported_view" and value >= LOOKED:
        return deeds.VIEWED_LONG
    return CODES[kind]


def _taker(signal: Signal) -> Take | None:
    """What takes in signals like this one; None where it changes nothing here."""
    found = _CHANGES.get(signal.kind)
    if found is None and signal.note is None and signal.outside is not None:
        return _ELSEWHERE.get(signal.kind)
    return found


def _run(state: State, rows: list[Row]) -> None:
    if rows:
        deed, person, note, value, at = (np.array(column) for column in zip(*rows, strict=True))
        _run_columns(state, deed, person, note, value, at)


def _run_rows(state: State, rows: list[LogRow]) -> None:
    _, _, at, person, kind, note, _, value, *_ = zip(*rows, strict=True)
    values = [one or 0.0 for one in value]
    _run_columns(
        state,
        np.array(list(map(_code, kind, values))),
        np.array(person, np.int64),
        np.array(note, np.int64),
        np.array(values),
        (np.array(at, np.int64) - START) / HOUR,
    )


def _run_columns(state: State, deed: Any, person: Any, note: Any, value: Any, at: Any) -> None:
    places = state.notes.rows(note.astype(np.int64))
    counts = (places >= 0) & ~_own(state, person, places)
    if _LOOK in deed:
        deed, told = _looked(state, deed, places, value)
        counts &= told
    run(state, deed[counts], person[counts], places[counts], value[counts], at[counts])


def _looked(state: State, deed: Any, places: Rows, value: Any) -> tuple[Any, Any]:
    """Looks as what they come to, by the length of what was looked at; and which deeds count.

    A moment of a clip, which plays by itself, says no more than that it was met.
    """
    looks = deed == _LOOK
    seconds = np.expm1(bare(state.memory.notes)["stat"][places, shape.LENGTH].astype(np.float64))
    came = np.where(value >= needed(seconds), 1 + shape.LONG, 1 + shape.OPEN)
    glimpses = looks & (seconds > 0.0) & (value < MILLI * LEAST)
    return np.where(looks, came, deed), ~glimpses


def _own(state: State, person: Any, places: Rows) -> Any:
    """Which deeds are the author's own: they say nothing of how a note is welcomed."""
    authors = bare(state.memory.notes)["author"][places]
    return (authors >= 0) & (bare(state.memory.authors)["ids"][authors] == person)


def run(state: State, deed: Any, person: Any, note: Any, value: Any, at: Any) -> None:
    """Fold deeds given as columns: `person` are ids, `note` rows, `at` hours since the start.

    `value` is the propensity of a place on trial where `deed` is an impression, else of no use.
    """
    batch = deeds.Batch(
        deed=deed.astype(np.uint8),
        person=state.people_rows(person.astype(np.int64), len(deed)),
        note=note.astype(np.int32),
        surface=np.zeros(len(deed), np.uint8),
        weight=weigh_trials(deed, value),
        at=at.astype(np.float64),
        told=np.zeros((0, 2 * shape.RATED), np.float32),
    )
    deeds.fold(state.memory, batch, state.room)


def weigh_trials(deed: Any, propensity: Any) -> Singles:
    """What each deed counts in learning: a place on trial 1 / its propensity, else 1."""
    drawn = (deed == deeds.MEET) & (propensity > 0.0)
    weight = np.where(drawn, 1.0 / np.maximum(propensity, 1.0 / MOST_WEIGHT), 1.0)
    return weight.astype(np.float32)


def _each(change: Callable[[State, Signal], None]) -> Take:
    """`change` for one signal after the other."""

    def take(state: State, line: list[Signal]) -> None:
        for signal in line:
            change(state, signal)

    return take


def _unfollowed(state: State, signal: Signal) -> None:
    """A follow names the note it came through; its end names the person alone."""
    author = state.authors.row(int(signal.outside or 0))
    person = state.people.row(signal.person)
    if author < 0 or person < 0:
        return
    memory = state.memory
    through = [row for row in memory.people.recent[person] if row >= 0]
    theirs = np.array([row for row in through if memory.notes.author[row] == author], np.int32)
    many = len(theirs)
    undo = np.full(many, CODES["unfollow"])
    run(
        state,
        undo,
        np.full(many, signal.person),
        theirs,
        np.zeros(many),
        np.full(many, hours(signal.at)),
    )


def _imported(state: State, signal: Signal) -> None:
    """Something that was seen or liked on another platform."""
    row, told = seen_elsewhere(state, signal)
    if told:
        run(
            state,
            np.array([deed_elsewhere(one, LOOKED) for one in told]),
            np.array([one.person for one in told]),
            np.full(len(told), row),
            np.zeros(len(told)),
            np.array([hours(one.at) for one in told]),
        )


_SEEN: Final = _each(_imported)
_PAUSE: Final = _each(pause)
_ELSEWHERE: Final[Mapping[str, Take]] = {
    "unfollow": _each(_unfollowed),
    "imported_view": _SEEN,
    "imported_favourite": _SEEN,
    "imported_like": _SEEN,
}
_CHANGES: Final[Mapping[str, Take]] = {
    "offered": offer,
    "retired": _each(retire),
    "described": describe,
    "claimed": _each(claim),
    "erased": _each(erase),
    "refreshed": _each(start_anew),
    "paused": _PAUSE,
    "resumed": _PAUSE,
}
