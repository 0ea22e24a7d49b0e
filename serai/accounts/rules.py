"""What a handle, a name and the rest of a profile may be: pure rules."""

import re
from typing import Final

from serai.kernel import Refusal, clean, clean_line

HANDLE_SHORTEST: Final = 2
HANDLE_LONGEST: Final = 30
NAME_LONGEST: Final = 40
BIO_LONGEST: Final = 300
LANGUAGES_MOST: Final = 8
LOCALES: Final = ("en", "zh")

_HANDLE: Final = re.compile(r"[a-z0-9_]+")
_ELSEWHERE: Final = re.compile(r"[^a-z0-9_]+")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
# Names that would let somebody speak for the house.
_RESERVED: Final = frozenset(
    {
        "admin",
        "administrator",
        "mod",
        "moderator",
        "moderation",
        "official",
        "operator",
        "root",
        "security",
        "serai",
        "staff",
        "support",
        "system",
    }
)


def bare_handle(text: str) -> str:
    """`text` as handles are written: no @ in front, no capitals; nothing is refused."""
    return text.strip().removeprefix("@").lower()


def is_handle(text: str) -> bool:
    """Whether somebody could be called so; a database need not be asked about anything else."""
    return len(text) <= HANDLE_LONGEST and _HANDLE.fullmatch(text) is not None


def clean_handle(text: str) -> str:
    """`text` as a handle: 2 to 30 of a to z, 0 to 9 and _, which nobody holds in trust.

    Raises `Refusal` account.handle_length, account.handle_letters or account.handle_reserved.
    """
    handle = bare_handle(text)
    if not HANDLE_SHORTEST <= len(handle) <= HANDLE_LONGEST:
        raise Refusal("account.handle_length", shortest=HANDLE_SHORTEST, longest=HANDLE_LONGEST)
    if not _HANDLE.fullmatch(handle):
        raise Refusal("account.handle_letters")
    if handle in _RESERVED:
        raise Refusal("account.handle_reserved", handle=handle)
    return handle


def likely_handle(text: str) -> str:
    """What somebody was called elsewhere, as near to a handle of ours as it comes; or nothing."""
    plain = _ELSEWHERE.sub("_", bare_handle(text))[:HANDLE_LONGEST].strip("_")
    return plain if len(plain) >= HANDLE_SHORTEST else ""


def clean_name(text: str) -> str:
    """A display name in any script; raises account.name_empty or account.name_too_long."""
    name = clean_line(text, limit=NAME_LONGEST, code="account.name_too_long")
    if not name:
        raise Refusal("account.name_empty")
    return name


def clean_bio(text: str) -> str:
    """A few lines about oneself, or nothing; raises account.bio_too_long."""
    return clean(text, limit=BIO_LONGEST, code="account.bio_too_long")


def clean_languages(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Language codes (ISO 639), each once, in the order given.

    Raises `Refusal` account.language_unknown or account.languages_too_many.
    """
    found = tuple(dict.fromkeys(code.strip().lower() for code in codes if code.strip()))
    if len(found) > LANGUAGES_MOST:
        raise Refusal("account.languages_too_many", limit=LANGUAGES_MOST)
    for code in found:
        if not _LANGUAGE.fullmatch(code):
            raise Refusal("account.language_unknown", language=code[:20])
    return found


def clean_locale(code: str | None) -> str | None:
    """The language of the pages, or None to follow the browser; raises account.locale_unknown."""
    if not code:
        return None
    if code not in LOCALES:
        raise Refusal("account.locale_unknown", locale=code[:20])
    return code
