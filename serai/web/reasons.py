"""Why a card stands where it stands: in a few teal words, and each summand in a sentence."""

from collections.abc import Mapping
from typing import Final

from serai.entry import Ask
from serai.feed import Part, Reason
from serai.notes import Note, known_places, territory
from serai.recommend import topic_name

_ = str  # marks a sentence for the catalogues; it is looked up when it is said

LONGEST: Final = 28
"""Characters of a title or of somebody's own words within a reason."""

COMMON: Final = frozenset({"liked", "again", "language", "newest", "variety"})

REASONS: Final[Mapping[str, str]] = {
    "chosen": _("You chose %(topic)s"),
    "taste": _("You like %(topic)s lately"),
    "together": _("Because you liked “%(title)s”"),
    "collected": _("Because you collected “%(title)s”"),
    "author": _("You like what its author posts"),
    "content": _("Like what you liked lately"),
    "follows": _("You follow the author"),
    "nearby": _("Its author is near you"),
    "plays_nearby": _("Near you: %(place)s"),
    "language": _("In a language you read or can have translated"),
    "trial": _("New here: on trial"),
    "rising": _("Liked a lot these hours"),
    "lately": _("Liked lately"),
    "liked": _("Liked by most who met it"),
    "fresh": _("Just published"),
    "newest": _("One of the newest"),
    "variety": _("For variety"),
    "again": _("Met before, still good"),
}
TRIAL_TOPIC: Final = _("New here, about %(topic)s: on trial")
TWO: Final = _("Because you liked “%(title)s” and “%(and_title)s”")
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
PLAIN: Final[Mapping[str, str]] = {
    "start": _("Where an average note begins"),
    "quality": _("How those who met it welcomed it, against all notes"),
    "author": _("How notes of its author are welcomed"),
    "topic": _("How notes of its topic are welcomed"),
    "you": _("How often you open, read and like anything at all"),
    "interest": _("A topic you chose or brought along"),
    "taste": _("How you took to notes of this kind before"),
    "author_taste": _("How you took to its author’s notes before"),
    "attention": _("How near it is to what you liked lately, by what people like alike"),
    "together": _("People who liked what you liked lately liked this too"),
    "content": _("How much its words and pictures are like what you liked last"),
    "follows": _("You follow its author"),
    "rising": _("Hearts and the like of the last hours"),
    "fresh": _("How new it is: half of this every three days"),
    "language": _("It is in a language you read or can have translated"),
    "place": _("It plays at the place you chose, or its author is met there"),
    "length": _("How long it is"),
    "met_before": _("You have met it before"),
    "variety": _("Cards before it on this page are like it"),
}
"""What each summand of a value means."""

PLAYS: Final = _("It plays at the place you chose: %(place)s")
AUTHOR_THERE: Final = _("Its author is met at the place you chose")
ABOUT: Final[Mapping[str, str]] = {
    "interest": _("A topic you chose or brought along: %(topic)s"),
    "taste": _("How you took to this before: %(topic)s"),
}
"""The same where a topic can be named."""


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
    if "place" in values:
        values["place"] = _placed(ask, values["place"])
    for name in ("title", "and_title", "words"):
        values[name] = _short(values.get(name, ""))
    if reason.code == "trial" and "topic" in values:
        return ask.gettext(TRIAL_TOPIC, **values)
    if reason.code == "together" and values["and_title"]:
        return ask.gettext(TWO, **values)
    if reason.code == "archive":
        kind = values.get("kind", "") if values["words"] else ""
        return ask.gettext(ARCHIVE.get(kind, ARCHIVE_TOPIC), **values)
    sentence = REASONS.get(reason.code, "")
    return ask.gettext(sentence, **values) if sentence else ""


def part_words(ask: Ask, part: Part, note: Note) -> str:
    """One summand of what `note` is worth, in a sentence; its name where nobody has written one."""
    if part.feature == "place":
        where = _placed(ask, note.place_key or "")
        return ask.gettext(PLAYS, place=where) if where else ask.gettext(AUTHOR_THERE)
    if part.feature in ABOUT and part.about:
        return ask.gettext(ABOUT[part.feature], topic=topic_name(part.about[0], ask.locale))
    sentence = PLAIN.get(part.feature)
    return ask.gettext(sentence) if sentence else part.feature


def _placed(ask: Ask, key: str) -> str:
    """The name of a known place that lies in a territory; else empty."""
    return known_places()[key].named(ask.locale) if territory(key) else ""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
