"""Text from outside: NFC, no control characters, no lone surrogates, bounded."""

import re
import unicodedata
from typing import Final

from serai.kernel.refusal import Refusal

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# Overrides and isolates turn the words around them; nobody types them in good faith in a title.
_TURNING: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_BLANK: Final = re.compile(r"[^\S\n]+")
_GAPS: Final = re.compile(r"\n{3,}")


def clean(text: str, *, limit: int, code: str) -> str:
    """`text` in NFC without control or direction-turning characters, trimmed, lines kept.

    Raises `Refusal(code, limit=…)` where more than `limit` characters remain.
    """
    if len(text) > 4 * limit + 4096:
        raise Refusal(code, limit=limit)
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    bare = _TURNING.sub("", _UNPRINTABLE.sub("", unified))
    lines = "\n".join(_BLANK.sub(" ", line).strip() for line in bare.split("\n"))
    trimmed = _GAPS.sub("\n\n", lines).strip()
    if len(trimmed) > limit:
        raise Refusal(code, limit=limit)
    return trimmed


def clean_line(text: str, *, limit: int, code: str) -> str:
    """As `clean`, on one line."""
    return " ".join(clean(text, limit=limit, code=code).split())
