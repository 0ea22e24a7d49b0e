"""How much louder or softer a clip is played than it was filmed. A pure rule."""

from typing import Final

TARGET: Final = -16.0
"""LUFS: what phones and browsers play beside each other."""

CEILING: Final = -1.5
"""dBTP: no sample may come nearer to the largest one, between samples included."""

MOST: Final = 12.0
"""Decibels: beyond it a quiet room becomes noise."""

_NOTHING: Final = -70.0
"""LUFS at which EBU R128 hears silence."""


def gain(loudness: float | None, peak: float) -> float | None:
    """Decibels to add for a clip of that loudness (LUFS) and true peak (dBTP).

    None where there is nothing to hear.
    """
    if loudness is None or not loudness > _NOTHING:
        return None
    return round(min(TARGET - loudness, CEILING - peak, MOST), 2)
