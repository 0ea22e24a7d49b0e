"""The quiet sound under the scenes, made by code: wind, chords, birds and a cat."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 48_000
Wave = NDArray[np.float64]
"""Samples between -1 and 1, one channel at `RATE`."""

_FADE: Final = 0.6
"""Seconds in which a sound comes, and goes."""

_SEED: Final = 7


def ambience(kinds: tuple[str, ...], seconds: float) -> Wave:
    """All of `kinds` together; the same samples each time."""
    noise = np.random.default_rng(_SEED)
    count = round(seconds * RATE)
    mixed = np.zeros(count)
    for kind in kinds:
        mixed += _MADE[kind](count, noise)
    edge = np.minimum(np.arange(count), np.arange(count)[::-1]) / (_FADE * RATE)
    return np.asarray(mixed * np.sin(np.clip(edge, 0, 1) * np.pi / 2) ** 2)


def _wind(count: int, noise: np.random.Generator) -> Wave:
    """Air over a ridge: noise without its edges, swelling about every four seconds."""
    swell = 0.65 + 0.35 * np.sin(_angle(0.23, count) - 1)
    return 0.05 * swell * _coloured(count, noise, low=90, high=520)


def _purr(count: int, noise: np.random.Generator) -> Wave:
    """A cat near the microphone: a low rumble, beaten 24 times a second, breath by breath."""
    beat = np.maximum(np.sin(_angle(24, count)), 0) ** 3
    breath = 0.7 + 0.3 * np.sin(_angle(0.45, count))
    return 0.16 * beat * breath * _coloured(count, noise, low=60, high=420)


def _birds(count: int, noise: np.random.Generator) -> Wave:
    """Somebody small in a tree: short falling whistles, in twos and threes."""
    made, at = np.zeros(count), 0.5
    while at < count / RATE - 1:
        pitch = 2_700 + 1_300 * noise.random()
        for nth in range(int(noise.integers(2, 4))):
            _add(made, at + 0.13 * nth, _whistle(pitch * (1 - 0.05 * nth)))
        at += 1.0 + 0.9 * noise.random()
    return made


def _whistle(pitch: float) -> Wave:
    time = np.arange(int(0.1 * RATE)) / RATE
    shape = np.sin(np.pi * time / 0.1) ** 2
    return np.asarray(0.045 * shape * np.sin(2 * np.pi * (pitch * time - 3_000 * time**2)))


def _chords(*chords: tuple[float, ...]) -> Callable[[int, np.random.Generator], Wave]:
    """Soft chords one after another, each note (Hz) with two overtones and a slow beginning."""

    def play(count: int, _noise: np.random.Generator) -> Wave:
        made = np.zeros(count)
        each = count / RATE / len(chords)
        for nth, chord in enumerate(chords):
            for place, pitch in enumerate(chord):
                _add(made, nth * each + 0.09 * place, _tone(pitch, each + 1.2))
        return made

    return play


def _tone(pitch: float, seconds: float) -> Wave:
    time = np.arange(int(seconds * RATE)) / RATE
    shape = np.minimum(time / 0.5, 1) * np.exp(-time / 1.6) * np.minimum((seconds - time) / 0.5, 1)
    partials = sum(part * np.sin(2 * np.pi * pitch * (nth + 1) * time) for nth, part in _PARTIALS)
    return np.asarray(0.05 * shape * partials)


def _coloured(count: int, noise: np.random.Generator, low: float, high: float) -> Wave:
    """Noise between about `low` and `high` Hz, its mean square 1."""
    spectrum = np.fft.rfft(noise.standard_normal(count))
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    spectrum *= np.exp(-((hertz / high) ** 2)) * (1 - np.exp(-((hertz / low) ** 2)))
    made = np.fft.irfft(spectrum, count)
    return np.asarray(made / np.sqrt(np.mean(made**2)))


def _angle(hertz: float, count: int) -> Wave:
    return np.asarray(2 * np.pi * hertz * np.arange(count) / RATE)


def _add(made: Wave, at: float, wave: Wave) -> None:
    begin = round(at * RATE)
    fits = wave[: max(0, len(made) - begin)]
    made[begin : begin + len(fits)] += fits


_PARTIALS: Final = ((0, 1.0), (1, 0.22), (2, 0.08))
_MADE: Final[Mapping[str, Callable[[int, np.random.Generator], Wave]]] = {
    "wind": _wind,
    "purr": _purr,
    "birds": _birds,
    "dawn": _chords((146.8, 220.0, 277.2), (164.8, 246.9, 329.6), (146.8, 220.0, 370.0)),
    "night": _chords((110.0, 164.8, 261.6), (98.0, 146.8, 246.9), (87.3, 174.6, 220.0)),
    "kitchen": _chords((196.0, 246.9, 293.7), (220.0, 261.6, 329.6), (196.0, 293.7, 392.0)),
    "paper": _chords((261.6, 392.0), (233.1, 349.2), (220.0, 329.6), (261.6, 440.0)),
}
