"""What ears promise, whoever keeps the promise: a recording in, words with their times out."""

from typing import Final, Protocol

from msgspec import Struct

from serai.kernel import Refusal
from serai.models.encoder import ABSENT, READY, Presence

RATE: Final = 16_000
"""Samples a second of what ears are given."""

SAMPLE: Final = 2
"""Bytes of one sample: a signed whole number, the low byte first."""


class Word(Struct, frozen=True):
    """A word as it was said, from `begins` to `ends` (microseconds from the start).

    `text` carries the space before it and the marks behind it: joined together they are the speech.
    """

    begins: int
    ends: int
    text: str


class Heard(Struct, frozen=True):
    """What was said, and in which language (a BCP 47 tag), with a confidence of 0 to 1.

    No words where nobody speaks.
    """

    language: str
    confidence: float
    words: tuple[Word, ...]


class Ears(Protocol):
    """Turn speech into words."""

    @property
    def presence(self) -> Presence:
        """Whether there is a model, and if not, why."""
        ...

    async def hear(self, pcm: bytes, /) -> Heard:
        """What is said in `pcm`: one channel, `RATE` samples a second of `SAMPLE` bytes.

        Raises `Refusal` captions.no_model where there is none, captions.too_hard where it gave up.
        """
        ...

    async def close(self) -> None:
        """Let go of everything; nothing is heard from here on."""
        ...


class AbsentEars:
    """Hear nothing, and say why."""

    def __init__(self, reason: str) -> None:
        self.presence = Presence(ABSENT, reason)

    async def hear(self, _: bytes, /) -> Heard:
        """Raises `Refusal` captions.no_model."""
        raise Refusal("captions.no_model")

    async def close(self) -> None:
        """There is nothing to let go of."""


class RememberedEars:
    """Hear the same words in whatever is not silent; for tests and for trying."""

    def __init__(self, heard: Heard) -> None:
        self.presence = Presence(READY)
        self.asked = 0
        self._heard = heard

    async def hear(self, pcm: bytes, /) -> Heard:
        """The words they were made with."""
        if self.presence.state == ABSENT:
            raise Refusal("captions.no_model")
        self.asked += 1
        return self._heard if any(pcm) else Heard("und", 0.0, ())

    async def close(self) -> None:
        """Nothing is heard from here on."""
        self.presence = Presence(ABSENT, "closed")
