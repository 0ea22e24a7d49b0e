"""For how long a topic or a word is muted, as forms say it."""

from datetime import timedelta
from typing import Final

from serai.entry import Ask
from serai.kernel import Refusal, micros

_ = str  # marks a sentence for the catalogues; it is looked up when it is said

LENGTHS: Final = {
    "hour": (_("An hour"), timedelta(hours=1)),
    "day": (_("A day"), timedelta(days=1)),
    "week": (_("A week"), timedelta(weeks=1)),
    "good": (_("Until I change it"), None),
}


def lengths(ask: Ask) -> list[tuple[str, str]]:
    """What may be chosen, in words."""
    return [(key, ask.gettext(words)) for key, (words, _) in LENGTHS.items()]


def until_of(now: int, length: str) -> int | None:
    """When it ends; None: never. Raises `Refusal` entry.malformed where it is no length."""
    if length not in LENGTHS:
        raise Refusal("entry.malformed", what="length")
    span = LENGTHS[length][1]
    return None if span is None else now + micros(span)
