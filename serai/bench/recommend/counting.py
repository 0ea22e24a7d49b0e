"""Counts of everything an impression belongs to, as they stood before it; compiled."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from serai.bench.recommend.kernels import compiled
from serai.bench.recommend.log import Flags, Floats, Ints

Told: TypeAlias = NDArray[np.int8]

USUAL = 0.3
"""The rate of everything before anything is known."""


@compiled
def rates_before(
    keys: Ints, family: Ints, told: Told, strength: Floats, own: Flags, chain: Ints
) -> Floats:
    """Rows x (a rate for each outcome and a count, for each family).

    Args:
        keys: rows x columns, what the impression belongs to; -1 for nothing.
        family: the family of each column.
        told: rows x outcomes: 1, 0, or -1 where it is not known.
        strength: of each family, how many impressions the overall rate counts.
        own: which columns are one person's own; these count when the person's next chain begins.
        chain: rows x (the person's row before or -1, whether this row begins a chain).
    """
    kinds = told.shape[1]
    state = np.zeros((keys.max() + 1, kinds, 2), np.float32)
    overall = np.ones((1, kinds, 2), np.float32)
    overall[:, :, 1] = USUAL
    everything = np.zeros(1, np.int32)
    always = np.ones(1, np.bool_)
    out = np.zeros((len(keys), len(strength) * (kinds + 1)), np.float32)
    for row in range(len(keys)):
        before = chain[row, 0] if chain[row, 1] else -1
        while before >= 0:
            _count(state, keys[before], own, told[before])
            before = -1 if chain[before, 1] else chain[before, 0]
        _write(state, keys[row], family, strength, overall[0], out[row])
        _count(state, keys[row], ~own, told[row])
        _count(overall, everything, always, told[row])
    return out


@compiled
def _count(state: Floats, keys: Ints, mark: Flags, told: Told) -> None:
    """Count one impression in the marked columns."""
    for at in range(len(keys)):
        if mark[at] and keys[at] >= 0:
            for kind in range(len(told)):
                if told[kind] >= 0:
                    state[keys[at], kind, 0] += 1
                    state[keys[at], kind, 1] += told[kind]


@compiled
def _write(
    state: Floats, keys: Ints, family: Ints, strength: Floats, overall: Floats, out: Floats
) -> None:
    """The smoothed rates and the logarithm of the count of each family, means over its columns."""
    kinds = len(overall)
    columns = np.zeros(len(strength), np.float32)
    for at in range(len(keys)):
        columns[family[at]] += keys[at] >= 0
    for at in range(len(keys)):
        if keys[at] < 0:
            continue
        first, by = family[at] * (kinds + 1), strength[family[at]]
        share = 1 / columns[family[at]]
        for kind in range(kinds):
            shown, hit = state[keys[at], kind, 0], state[keys[at], kind, 1]
            usual = overall[kind, 1] / overall[kind, 0]
            out[first + kind] += share * (hit + by * usual) / (shown + by)
        out[first + kinds] += share * np.log1p(state[keys[at], 0, 0])
