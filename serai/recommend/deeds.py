"""Deeds as columns: what an import, a replay or a bench hands to the engine in one piece."""

from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from serai.recommend import _deeds as kernels
from serai.recommend import _shape as shape
from serai.recommend._state import START, State
from serai.recommend._take_in import CODES, weigh_trials
from serai.recommend._types import Singles
from serai.recommend.weights import HOUR

SURFACES: Final = shape.SURFACES
"""Kinds of places that are told apart; 0 is the usual one."""


class Deeds(Struct, frozen=True):
    """Side by side and in order of time; `kind` as in `DEEDS`, `at` in epoch microseconds.

    `value` is the propensity of an impression on trial, else 0; `surface` in 0..15.
    """

    kind: NDArray[np.uint8]
    person: NDArray[np.int64]
    note: NDArray[np.int64]
    at: NDArray[np.int64]
    surface: NDArray[np.uint8]
    value: NDArray[np.float32]


DEEDS: Final = CODES
"""The number of each kind of deed; `imported_long` is a view elsewhere that went to its end."""


def fold_deeds(state: State, deeds: Deeds, *, tell: bool) -> Singles:
    """Fold them; those about notes nobody offered change nothing.

    Where `tell` is set, answers for each impression the chance of open, long and like as it was
    believed before, and the logits of these without what is the same for all notes of a request
    (a line each; zeros for other deeds).
    """
    rows = state.notes.rows(deeds.note)
    known = np.flatnonzero(rows >= 0)
    told = np.zeros((len(known) if tell else 0, 2 * shape.RATED), np.float32)
    batch = kernels.Batch(
        deed=deeds.kind[known],
        person=state.people_rows(deeds.person[known], len(known)),
        note=rows[known],
        surface=deeds.surface[known],
        weight=weigh_trials(deeds.kind[known], deeds.value[known]),
        at=(deeds.at[known] - START) / HOUR,
        told=told,
    )
    kernels.fold(state.memory, batch, state.room)
    answer = np.zeros((len(deeds.kind) if tell else 0, 2 * shape.RATED), np.float32)
    if tell:
        answer[known] = told
    return answer
