"""What a request asks of a file under its entity tag: nothing new, a part, all of it (RFC 9110)."""

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

_TAG: Final = re.compile(r'(W/)?("[^"]*")')
_ONE_RANGE: Final = re.compile(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.IGNORECASE)


class Part(Struct, frozen=True):
    """The bytes from `begin` to before `end`."""

    begin: int
    end: int


class BeyondError(ValueError):
    """Nothing of what was asked for lies within the file: 416."""


def is_known(headers: Mapping[str, str], etag: str) -> bool:
    """Whether who asks has it already: 304."""
    said = headers.get("if-none-match", "")
    return said.strip() == "*" or any(tag == etag for _, tag in _TAG.findall(said))


def is_another(headers: Mapping[str, str], etag: str) -> bool:
    """Whether who asks wants something else than this: 412."""
    said = headers.get("if-match")
    return said is not None and said.strip() != "*" and not _is_strong(said, etag)


def part_of(headers: Mapping[str, str], etag: str, size: int) -> Part | None:
    """The one part that is asked for, or None for all of it; raises `BeyondError`.

    Several parts at once are answered with the whole, as section 14.2 allows: no player asks for
    them, and who does could have a file cut to pieces many times over. So is what is no range.
    """
    asked = _ONE_RANGE.fullmatch(headers.get("range", "").strip())
    since = headers.get("if-range")
    if asked is None or (since is not None and not _is_strong(since, etag)):
        return None
    first, last = asked.groups()
    if not first:
        return _last(_number(last), size) if last else None
    begin = _number(first)
    end = _number(last) + 1 if last else size
    if last and end <= begin:
        return None
    if begin >= size:
        raise BeyondError
    return Part(begin, min(end, size))


def _last(how_many: int, size: int) -> Part | None:
    if how_many == 0:
        raise BeyondError
    return Part(max(size - how_many, 0), size) if size else None


def _is_strong(said: str, etag: str) -> bool:
    return any(tag == etag and not weak for weak, tag in _TAG.findall(said))


def _number(digits: str) -> int:
    """As a number; what has more digits than any file has bytes is as good as its beginning."""
    return int(digits.lstrip("0")[:19] or 0)
