"""A moment of a clip as people type it."""

import re
from typing import Final

_TYPED: Final = re.compile(r"(?:(?:([0-9]{1,2}):)?([0-9]{1,2}):)?([0-9]{1,4})(?:[.,]([0-9]{1,6}))?")
_MICROS: Final = 1_000_000
_MINUTE: Final = 60
_HOUR: Final = 3_600


def read_moment(typed: str) -> int | None:
    """`1:02.5`, `62.5` or `00:01:02,500` in microseconds; None for what is no moment."""
    found = _TYPED.fullmatch(typed.strip().replace("：", ":"))
    if found is None:
        return None
    hours, minutes, seconds, part = found.groups()
    whole = int(hours or 0) * _HOUR + int(minutes or 0) * _MINUTE + int(seconds)
    return whole * _MICROS + int((part or "0").ljust(6, "0"))


def spell_moment(micros: int) -> str:
    """`1:02.500`, to the millisecond."""
    seconds, milli = divmod(micros // 1_000, 1_000)
    minutes, second = divmod(seconds, _MINUTE)
    hours, minute = divmod(minutes, _MINUTE)
    start = f"{hours}:{minute:02}" if hours else f"{minute}"
    return f"{start}:{second:02}.{milli:03}"
