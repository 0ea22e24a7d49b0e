"""Why a card stands where it stands: in a few teal words, and each summand in a sentence."""

from collections.abc import Mapping
from typing import Final

from serai.entry import Ask
from serai.feed import Part, Reason
from serai.recommend import topic_name

LONGEST: Final = 28
"""Characters of a title or of somebody's own words within a reason."""

REASONS: Final[Mapping[str, str]] = {
    "chosen": "You chose %(topic)s",
    "taste": "You like %(topic)s lately",
    "together": "Because you liked “%(title)s”",
    "follows": "You follow the author",
    "trial": "New here: on trial",
    "rising": "Liked a lot these hours",
    "liked": "Liked by most who met it",
    "fresh": "Just published",
    "again": "Met before, still good",
}
ARCHIVE: Final[Mapping[str, str]] = {
    "search": "Your archive: you searched “%(words)s”",
    "saved_hashtag": "Your archive: you saved #%(words)s",
    "used_hashtag": "Your archive: you used #%(words)s",
    "collection": "Your archive: your collection “%(words)s”",
    "interest": "Your archive: an interest, “%(words)s”",
    "title": "Your archive: you kept “%(words)s”",
    "liked_text": "Your archive: you liked “%(words)s”",
    "comment": "Your archive: you wrote “%(words)s”",
}
ARCHIVE_TOPIC: Final = "Your archive: %(topic)s"
PARTS: Final[Mapping[str, str]] = {
    "interest": "A topic you chose or brought along: %(topic)s",
    "taste": "A topic of what you liked lately: %(topic)s",
    "not_interested": "A topic of what you wished not to see: %(topic)s",
    "together": "People who liked what you liked lately liked this too",
    "follows": "You follow its author",
    "quality": "How often those who met it welcomed it, against the average",
    "rising": "Hearts and the like of the last hours",
    "fresh": "How new it is: half of this every three days",
    "language": "It is in a language you read",
    "seen": "You have met it before",
    "chance": "A small drawn number, so that equals take turns",
    "trial": "A place kept for new notes that look for their first audience",
    "variety": "Cards before it on this page share a topic with it",
}
"""What each summand of a value means; the weights file says how much each may count."""

PLAIN: Final[Mapping[str, str]] = {
    **PARTS,
    "interest": "A topic you chose or brought along",
    "taste": "A topic of what you liked lately",
    "not_interested": "A topic of what you wished not to see",
}
"""The same without naming a topic."""


def reason_words(ask: Ask, reason: Reason | None) -> str:
    """The reason on a card, empty where none is worth saying."""
    if reason is None:
        return ""
    values = dict(reason.values)
    if "topic" in values:
        values["topic"] = topic_name(values["topic"], ask.locale)
    for name in ("title", "words"):
        values[name] = _short(values.get(name, ""))
    if reason.code == "archive":
        sentence = ARCHIVE.get(values.get("kind", ""), ARCHIVE_TOPIC)
        return ask.gettext(sentence if values["words"] else ARCHIVE_TOPIC, **values)
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
