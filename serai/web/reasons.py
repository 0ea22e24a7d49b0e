"""Why a card stands where it stands: in a few teal words, and each summand in a sentence."""

from collections.abc import Mapping
from typing import Final

from serai.entry import Ask
from serai.feed import Part, Reason
from serai.recommend import topic_name

_ = str  # marks a sentence for the catalogues; it is looked up when it is said

LONGEST: Final = 28
"""Characters of a title or of somebody's own words within a reason."""

COMMON: Final = frozenset({"liked", "again"})

REASONS: Final[Mapping[str, str]] = {
    "chosen": _("You chose %(topic)s"),
    "taste": _("You like %(topic)s lately"),
    "together": _("Because you liked “%(title)s”"),
    "follows": _("You follow the author"),
    "trial": _("New here: on trial"),
    "rising": _("Liked a lot these hours"),
    "liked": _("Liked by most who met it"),
    "fresh": _("Just published"),
    "again": _("Met before, still good"),
}
ARCHIVE: Final[Mapping[str, str]] = {
    "search": _("Your archive: you searched “%(words)s”"),
    "saved_hashtag": _("Your archive: you saved #%(words)s"),
    "used_hashtag": _("Your archive: you used #%(words)s"),
    "collection": _("Your archive: your collection “%(words)s”"),
    "interest": _("Your archive: an interest, “%(words)s”"),
    "title": _("Your archive: you kept “%(words)s”"),
    "liked_text": _("Your archive: you liked “%(words)s”"),
    "comment": _("Your archive: you wrote “%(words)s”"),
}
ARCHIVE_TOPIC: Final = _("Your archive: %(topic)s")
PARTS: Final[Mapping[str, str]] = {
    "interest": _("A topic you chose or brought along: %(topic)s"),
    "taste": _("A topic of what you liked lately: %(topic)s"),
    "not_interested": _("A topic of what you wished not to see: %(topic)s"),
    "together": _("People who liked what you liked lately liked this too"),
    "follows": _("You follow its author"),
    "quality": _("How often those who met it welcomed it, against the average"),
    "rising": _("Hearts and the like of the last hours"),
    "fresh": _("How new it is: half of this every three days"),
    "language": _("It is in a language you read"),
    "seen": _("You have met it before"),
    "chance": _("A small drawn number, so that equals take turns"),
    "trial": _("A place kept for new notes that look for their first audience"),
    "variety": _("Cards before it on this page share a topic with it"),
}
"""What each summand of a value means; the weights file says how much each may count."""

PLAIN: Final[Mapping[str, str]] = {
    **PARTS,
    "interest": _("A topic you chose or brought along"),
    "taste": _("A topic of what you liked lately"),
    "not_interested": _("A topic of what you wished not to see"),
}
"""The same without naming a topic."""


def card_words(ask: Ask, reason: Reason | None) -> str:
    """The reason as a card carries it: what could stand on almost any card is not worth saying."""
    return "" if reason is not None and reason.code in COMMON else reason_words(ask, reason)


def reason_words(ask: Ask, reason: Reason | None) -> str:
    """The reason in a few words, empty where there is none."""
    if reason is None:
        return ""
    values = dict(reason.values)
    if "topic" in values:
        values["topic"] = topic_name(values["topic"], ask.locale)
    for name in ("title", "words"):
        values[name] = _short(values.get(name, ""))
    if reason.code == "archive":
        kind = values.get("kind", "") if values["words"] else ""
        return ask.gettext(ARCHIVE.get(kind, ARCHIVE_TOPIC), **values)
    sentence = REASONS.get(reason.code, "")
    return ask.gettext(sentence, **values) if sentence else ""


def part_words(ask: Ask, part: Part) -> str:
    """One summand in a sentence; its name where nobody has written one."""
    sentence = PARTS.get(part.feature)
    if sentence is None:
        return part.feature
    topic = topic_name(part.about[0], ask.locale) if part.about else ""
    return ask.gettext(sentence, topic=topic)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
