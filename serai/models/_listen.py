"""The process a recording is heard in: limits first, then one recording, then it is gone."""

import importlib
import os
import resource
import sys
import threading
import time
from collections.abc import Iterable
from typing import Any, Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from serai.models._parts import Parts, join
from serai.models.hearing import SAMPLE, Heard, Word

SURE: Final = 0.5
"""Below this the language is a guess, and so is every word of it."""

DOUBTED: Final = -1.0
"""Mean logarithm of the chances of a stretch's words, from which on they are invented."""

SILENT: Final = 0.6
UNLIKELY: Final = -0.55
"""A stretch that is probably silence is kept only where its words are likelier than this."""

REPETITIVE: Final = 2.4
"""How far a stretch packs: who speaks does not say one thing over and over."""

_MICROS: Final = 1_000_000
_TAGS: Final = {"jw": "jv"}


class Answer(Struct, frozen=True):
    """What was heard, or why nothing can be."""

    heard: Heard | None = None
    absent: str = ""


ANSWER: Final = msgspec.json.Decoder(Answer)


def main(megabytes: int, seconds: int, parts: Parts) -> None:
    """Hear what comes in by standard input; the answer goes where standard output went."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not stand in the answer
    _limit(megabytes, seconds)
    pcm = sys.stdin.buffer.read()
    try:
        answer = Answer(hear(parts, pcm))
    except ValueError as other:
        answer = Answer(absent=str(other))
    except ImportError as missing:
        answer = Answer(absent=f"the package {missing.name} is not installed")
    out.write(msgspec.json.encode(answer))
    out.flush()


def hear(parts: Parts, pcm: bytes) -> Heard:
    """The words in `pcm`; raises ValueError for other weights, ImportError without the extra."""
    whole = len(pcm) - len(pcm) % SAMPLE
    sound: NDArray[np.float32] = np.frombuffer(pcm[:whole], "<i2").astype(np.float32)
    sound /= 32_768
    engine = importlib.import_module("faster_whisper")
    spoken = importlib.import_module("faster_whisper.vad").get_speech_timestamps
    how = {"min_speech_duration_ms": 200}
    if not sound.any() or not spoken(sound, **how):  # before 145 MB are read for nothing
        return Heard("und", 0.0, ())
    model = engine.WhisperModel(
        "base", device="cpu", compute_type="int8", cpu_threads=1, files=join(parts)
    )
    stretches, about = model.transcribe(
        sound,
        vad_filter=True,
        vad_parameters=how,
        word_timestamps=True,
        condition_on_previous_text=False,  # one slip must not become the rest of the recording
        temperature=(0.0, 0.4),
        hallucination_silence_threshold=2.0,
    )
    sure = float(about.language_probability)
    words = tuple(_words(stretches)) if sure >= SURE else ()
    return Heard(_TAGS.get(about.language, about.language), sure, words)


def _words(stretches: Iterable[Any]) -> Iterable[Word]:
    for one in stretches:
        if is_speech(one.avg_logprob, one.no_speech_prob, one.compression_ratio):
            for word in one.words or ():
                yield Word(_micros(word.start), _micros(word.end), str(word.word))


def is_speech(likely: float, silent: float, packs: float) -> bool:
    """Whether a stretch was said rather than invented: a pure rule on what the model tells of it.

    `likely`: mean logarithm of the chances of its words; `silent`: the chance that nobody speaks;
    `packs`: how many times shorter its text is when packed.
    """
    if likely < DOUBTED or packs > REPETITIVE:
        return False
    return silent < SILENT or likely > UNLIKELY


def _micros(seconds: float) -> int:
    return max(0, round(seconds * _MICROS))


def _limit(megabytes: int, seconds: int) -> None:
    """Nobody waits for it; no more memory and time than given, and not one byte to any file."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), msgspec.json.decode(sys.argv[3], type=Parts))
