"""Ears: what is said is heard, and where nobody speaks nothing is invented."""

import hashlib
import importlib.util
import io
from pathlib import Path

import av
import numpy as np
import pytest
from msgspec.structs import replace
from numpy.typing import NDArray

from serai.kernel import Refusal
from serai.models import (
    ABSENT,
    RATE,
    READY,
    AbsentEars,
    Ears,
    Heard,
    RememberedEars,
    SpeechEars,
    Word,
)
from serai.models._listen import is_speech
from serai.models._parts import PARTS, join
from tests.conftest import missing

SECONDS = 10
TIMES = np.arange(RATE * SECONDS) / RATE


def ears() -> SpeechEars:
    made = SpeechEars()
    if made.presence.state == ABSENT:
        missing("speech", "uv sync --extra speech")
    return made


def pcm(sound: NDArray[np.float64]) -> bytes:
    return (np.clip(sound, -1, 1) * 32_000).astype("<i2").tobytes()


def spoken() -> bytes:
    """Ten seconds of a man who reads aloud, as ears take it."""
    found = importlib.util.find_spec("moonshine_onnx")
    if found is None or not found.submodule_search_locations:
        missing("a recording of speech", "uv sync installs useful-moonshine-onnx")
    path = Path(found.submodule_search_locations[0], "assets", "beckett.wav")
    whole = bytearray()
    with av.open(io.BytesIO(path.read_bytes()), "r") as film:
        to_ears = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        for frame in film.decode(audio=0):
            for part in to_ears.resample(frame):
                whole += part.to_ndarray().tobytes()
    return bytes(whole)


async def test_speech_becomes_words_with_their_times() -> None:
    made = ears()
    heard = await made.hear(spoken())
    await made.close()
    text = "".join(word.text for word in heard.words).lower()
    said = "".join(char for char in text if char.isalpha() or char == " ").split()
    assert " ".join(said) == ("ever tried ever failed no matter try again fail again fail better")
    assert (heard.language, heard.confidence > 0.9) == ("en", True)
    assert all(word.begins <= word.ends <= 10_000_000 for word in heard.words)
    begins = [word.begins for word in heard.words]
    assert begins == sorted(begins)
    assert begins[-1] > 7_000_000


NOISE = np.random.default_rng(7).standard_normal(TIMES.size) * 0.1
PITCHES = np.array([[262.0], [330.0], [392.0]])
CHORDS = (np.sin(2 * np.pi * PITCHES * TIMES) * np.exp(-(TIMES % 0.5) * 4)).sum(axis=0)
SOUNDS = {
    "nothing": b"",
    "half a sample": b"\1",
    "silence": bytes(2 * RATE),
    "noise": pcm(NOISE),
    "a tone": pcm(np.sin(2 * np.pi * 440 * TIMES) * 0.3),
    "chords": pcm(CHORDS * 0.2),
    "clicks": pcm((TIMES % 0.25 < 0.002).astype(float)),
}


@pytest.mark.parametrize("name", SOUNDS)
async def test_where_nobody_speaks_nothing_is_invented(name: str) -> None:
    heard = await ears().hear(SOUNDS[name])
    assert heard.words == ()


@pytest.mark.parametrize(
    ("likely", "silent", "packs", "is_it"),
    [
        (-0.3, 0.1, 1.5, "said"),
        (-0.3, 0.9, 1.5, "said"),
        (-0.8, 0.3, 1.5, "said"),
        (-0.8, 0.9, 1.5, "invented"),
        (-1.2, 0.0, 1.5, "invented"),
        (-0.2, 0.0, 3.0, "invented"),
    ],
)
def test_a_stretch_is_judged_by_its_chances(
    likely: float, silent: float, packs: float, is_it: str
) -> None:
    assert is_speech(likely, silent, packs) is (is_it == "said")


async def test_ears_that_are_absent_say_why() -> None:
    for deaf in (AbsentEars("switched off"), SpeechEars(replace(PARTS, halves=("", "")))):
        assert deaf.presence.state == ABSENT
        assert deaf.presence.reason
        with pytest.raises(Refusal, match=r"captions\.no_model"):
            await deaf.hear(bytes(RATE))


async def test_weights_of_another_hash_are_not_used(tmp_path: Path) -> None:
    ears()
    forged = tmp_path / "model.bin.part2"
    forged.write_bytes(b"not the weights")
    made = SpeechEars(replace(PARTS, halves=(PARTS.halves[0], str(forged))))
    with pytest.raises(Refusal, match=r"captions\.no_model"):
        await made.hear(spoken())
    assert "SHA-256" in made.presence.reason


def test_halves_are_joined_and_checked(tmp_path: Path) -> None:
    halves = []
    for nth, part in enumerate((b"one", b"two")):
        (tmp_path / str(nth)).write_bytes(part)
        halves.append(str(tmp_path / str(nth)))
    parts = replace(
        PARTS, halves=tuple(halves), beside=(), sha256=hashlib.sha256(b"onetwo").hexdigest()
    )
    assert join(parts) == {"model.bin": b"onetwo"}
    with pytest.raises(ValueError, match="SHA-256"):
        join(replace(parts, halves=tuple(reversed(halves))))


async def test_what_takes_too_long_is_given_up() -> None:
    ears()
    slow = SpeechEars(at_least=0.05)
    with pytest.raises(Refusal, match=r"captions\.too_hard"):
        await slow.hear(bytes(320))
    assert slow.presence.state == READY
    with pytest.raises(Refusal, match=r"captions\.too_hard"):
        await ears().hear(bytes(2 * RATE * 1_801))


async def test_remembered_ears_hear_what_they_were_told() -> None:
    words = Heard("en", 0.9, (Word(0, 1, " hi"),))
    made: Ears = RememberedEars(words)
    assert await made.hear(b"\1\1") == words
    assert (await made.hear(bytes(4))).words == ()
    await made.close()
    with pytest.raises(Refusal, match=r"captions\.no_model"):
        await made.hear(b"\1\1")
