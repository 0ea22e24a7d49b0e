"""Ids: one class a kind, each a time-ordered 64-bit number, a string in JSON."""

import secrets
from collections.abc import Callable
from typing import Final, Self, TypeVar

from serai.kernel.clock import Clock

EPOCH: Final = 1_735_689_600_000  # 2025-01-01 in milliseconds: no id is older than Serai
SPREAD: Final = 22  # low bits that keep two processes apart within one millisecond
LARGEST: Final = 2**63 - 1


class Id(int):
    """A number that says what it counts; `parse` reads what the outside sends."""

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The id written as `text`, or None where it is no such number."""
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST))):
            return None
        number = int(text)
        return cls(number) if number <= LARGEST else None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({int(self)})"

    def __str__(self) -> str:
        return int.__repr__(self)


class PersonId(Id):
    """A person."""


class SessionId(Id):
    """One signed-in browser or app."""


class PasskeyId(Id):
    """One passkey of a person."""


class PictureId(Id):
    """One received picture."""


class ClipId(Id):
    """One received clip: a video, or the motion of a picture."""


class NoteId(Id):
    """One note."""


class DraftId(Id):
    """One draft of a note, kept for its author alone."""


class NoticeId(Id):
    """One notice, which may gather many deeds."""


class CommentId(Id):
    """One comment or answer."""


class BoardId(Id):
    """One board of collected notes."""


class ReportId(Id):
    """One report to the people who moderate."""


class ArrivalId(Id):
    """One archive that was read."""


class JobId(Id):
    """One piece of work that outlives a request."""


IdT = TypeVar("IdT", bound=Id)


class Mint:
    """Makes ids that grow with the clock, also within one millisecond and when it steps back."""

    def __init__(self, clock: Clock, bits: Callable[[int], int] = secrets.randbits) -> None:
        self._clock = clock
        self._bits = bits
        self._last = 0

    def __call__(self, kind: type[IdT], at: int | None = None) -> IdT:
        """A new id of `kind`: of moment `at` (epoch microseconds), else larger than the last."""
        moment = self._clock.now() if at is None else at
        number = ((moment // 1_000 - EPOCH) << SPREAD) | self._bits(SPREAD)
        if at is None:
            number = max(number, self._last + 1)
            self._last = number
        return kind(max(number, 1))


def least(kind: type[IdT], at: int) -> IdT:
    """The smallest id of `kind` that a mint makes at the moment `at` (epoch microseconds)."""
    return kind(max((at // 1_000 - EPOCH) << SPREAD, 1))
