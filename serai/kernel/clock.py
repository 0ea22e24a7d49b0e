"""Time enters as an argument: epoch microseconds inside, ISO 8601 with Z outside."""

import time
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

MICROS: Final = 1_000_000


class Clock(Protocol):
    """Whatever can say what time it is."""

    def now(self) -> int:
        """The time in epoch microseconds, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """The time in epoch microseconds, UTC."""
        return time.time_ns() // 1_000


class HandClock:
    """A clock that moves only when told to; for tests and for replaying the past."""

    def __init__(self, at: int = 1_795_000_000 * MICROS) -> None:
        self._at = at

    def now(self) -> int:
        """The time in epoch microseconds, UTC."""
        return self._at

    def advance(self, by: timedelta) -> None:
        """Move forwards (or, negative, back)."""
        self._at += micros(by)

    def set(self, at: int) -> None:
        """Jump to `at`, epoch microseconds."""
        self._at = at


def micros(span: timedelta) -> int:
    """A stretch of time in microseconds, as moments are counted."""
    return round(span.total_seconds() * MICROS)


def iso(at: int) -> str:
    """Epoch microseconds as ISO 8601 to the second, with a Z."""
    moment = datetime.fromtimestamp(at // MICROS, tz=UTC)
    return moment.isoformat().replace("+00:00", "Z")
