"""Set a caption on at most two lines of about the same length: pure rules."""

import unicodedata
from typing import Final

from serai.languages import is_spaceless

LINE: Final = 42
"""How many Latin letters stand on a line."""

_IDEOGRAPHS: Final = 18
_WIDE: Final = LINE / _IDEOGRAPHS
"""How much of a line an ideograph takes, in letters."""

_NEVER_FIRST: Final = frozenset("、。，．：；？！…—～）］｝〉》」』】〕”’.,:;?!)]}%")
_NEVER_LAST: Final = frozenset("（［｛〈《「『【〔“‘([{")


def width(text: str) -> float:
    """How much of a line `text` takes, in letters."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide * (_WIDE - 1)


def joined(text: str) -> str:
    """`text` on one line; no space comes between ideographs."""
    whole = ""
    for line in filter(None, (part.strip() for part in text.split("\n"))):
        glued = bool(whole) and _is_wide(whole[-1]) and _is_wide(line[0])
        whole += line if glued or not whole else f" {line}"
    return whole


def wrap(text: str) -> str:
    """`text` on one line where it fits, on two where it does not, or where two were set by hand."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) <= 2 and all(width(line) <= LINE for line in lines):  # noqa: PLR2004 - two lines
        return "\n".join(line.strip() for line in lines)
    whole = joined(text)
    places = [at for at in range(1, len(whole)) if _may_break(whole, at)]
    if width(whole) <= LINE or not places:
        return whole
    middle = width(whole) / 2
    best = min(places, key=lambda at: abs(width(whole[:at]) - middle))
    return f"{whole[:best].rstrip()}\n{whole[best:].lstrip()}"


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return before == " " or (after != " " and (_is_wide(before) or _is_wide(after)))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or is_spaceless(char)
