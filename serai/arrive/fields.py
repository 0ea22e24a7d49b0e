"""What a record says, whatever its fields are called in this layout and language."""

from typing import Final

from serai.arrive.tiktok_json import Record
from serai.arrive.values import is_empty, is_moment, moment, video_of

LONGEST_LOOK: Final = 600
"""Seconds; a longer gap to the next video is not a look, but an absence."""

_LINKS: Final = ("link", "videolink")
_DATES: Final = ("date", "created_at")
_DIGITS: Final = 6


def first(record: Record, names: tuple[str, ...]) -> str:
    """The first of the named fields that says anything, or empty."""
    found = (record[name] for name in names if name in record)
    return next((value for value in found if not is_empty(value)), "")


def when(record: Record) -> int:
    """Epoch seconds of the record, 0 where it has no date."""
    named = first(record, _DATES)
    if named:
        return moment(named)
    return max((moment(value) for value in record.values()), default=0)


def video_in(record: Record) -> int:
    """The id of the video that the record links to, 0 where there is none."""
    return video_of(first(record, _LINKS) or link_in(record))


def link_in(record: Record) -> str:
    """The first value that is a link, or empty."""
    return next((value for value in record.values() if value.startswith("http")), "")


def text_in(record: Record) -> str:
    """The first value that is neither a date nor a link: how a translated layout is read."""
    return next(
        (
            value
            for value in record.values()
            if not (is_empty(value) or is_moment(value) or value.startswith("http"))
        ),
        "",
    )


def spent(record: Record) -> int | None:
    """Seconds spent with a video, where a newer export says so."""
    said = record.get("timepertiktok", "")
    is_number = said.isascii() and said.isdigit() and len(said) <= _DIGITS
    return min(int(said), LONGEST_LOOK) if is_number else None
