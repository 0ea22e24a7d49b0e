"""Single values of an archive, in every form they were met in."""

import re
from datetime import UTC, datetime
from typing import Final

_DATE: Final = re.compile(
    r"^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(?:\.\d+)?)?(?: ?Z| \+0000)?(?: UTC)?$"
)
_X_DATE: Final = "%a %b %d %H:%M:%S %z %Y"
_VIDEO: Final = re.compile(r"(?:/video/|/photo/|/v/|item_id=|video_id=)(\d{10,19})(?!\d)")
_ID: Final = re.compile(r"^\d{5,19}$", re.ASCII)
_LINK: Final = re.compile(r"https?://\S+")
_EMPTY: Final = frozenset({"", "n/a", "none", "null", "na", "[]", "{}"})
_PRIVATE: Final = re.compile(r"@[\w.-]+\.\w|https?://|www\.|(?:\d[ ().-]?){7,}|\b(?:\d+\.){3}\d")
_BLANK: Final = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
)
_HASHTAG: Final = re.compile(r"[#\uff03]([^\W_][\w-]{0,63})")
_HANDLE: Final = re.compile(r"^@?([\w.]{1,64})$")
LONGEST: Final = 80
"""Characters of a search, title or name that are kept; longer ones are cut or left."""


def is_empty(value: str) -> bool:
    """Whether an export means "nothing" by this value."""
    return value.strip().casefold() in _EMPTY


def moment(value: str) -> int:
    """Epoch seconds of a date in UTC, 0 where it is none.

    Known forms: `2025-03-01 18:00:00` bare, with ` UTC` or ` +0000 UTC` behind it,
    `2025-03-01T18:00:00Z`, the day alone, and `Sat Mar 01 18:00:00 +0000 2025` (X).
    """
    found = _DATE.match(value.strip())
    try:
        if found is None:
            at = datetime.strptime(value.strip(), _X_DATE).astimezone(UTC)
        else:
            at = datetime.fromisoformat(f"{found[1]}T{found[2] or '00:00:00'}").replace(tzinfo=UTC)
    except ValueError:
        return 0
    return max(int(at.timestamp()), 0)


def is_moment(value: str) -> bool:
    """Whether `value` is a date in a known form."""
    return _DATE.match(value.strip()) is not None


def video_of(link: str) -> int:
    """The video's id in a link, 0 where there is none."""
    found = _VIDEO.search(link)
    return min(int(found[1]), 2**63 - 1) if found else 0


def id_of(value: str) -> int:
    """The id that `value` is, 0 where it is none."""
    return min(int(value), 2**63 - 1) if _ID.match(value) else 0


def without_links(value: str) -> str:
    """`value` without the links in it."""
    return _LINK.sub(" ", value[: 8 * LONGEST])


def line(value: str, longest: int = LONGEST) -> str:
    """`value` on one line without control characters, cut at `longest` characters."""
    return _BLANK.sub(" ", value[: 8 * longest]).strip()[:longest].strip()


def term(value: str) -> str:
    """A search or name as a term: one line, lower case; empty where it looks like a private thing.

    Addresses, links and long runs of digits are somebody's, whoever typed them.
    """
    if len(value) > 4 * LONGEST or _PRIVATE.search(value):
        return ""
    folded = line(value).casefold()
    return folded if any(letter.isalpha() for letter in folded) else ""


def tag_of(link: str) -> str:
    """The hashtag named by a link such as `https://www.tiktok.com/tag/plants`, or empty."""
    _, found, name = link.partition("/tag/")
    return term(name.partition("?")[0].strip("/")) if found else ""


def hashtags(text: str) -> list[str]:
    """The hashtags in a text, without the sign, in lower case."""
    return [found.casefold() for found in _HASHTAG.findall(text[:4000])]


def handle(value: str) -> str:
    """A user name without the leading @, in lower case, or empty."""
    found = _HANDLE.match(value.strip())
    return found[1].casefold() if found else ""
