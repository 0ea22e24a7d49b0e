"""The one reason that stands on a card, read from its place and its sum."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from serai.feed.page import Reason
from serai.kernel import NoteId
from serai.notes import Note, territory
from serai.recommend import Drawn, Interest, Part, Viewer

PERSONAL: Final = (
    "interest",
    "taste",
    "author_taste",
    "together",
    "attention",
    "content",
    "follows",
    "place",
)
GENERAL: Final = ("rising", "quality")
"""Parts that may be a card's reason where its place alone is none; the personal ones first."""

TOGETHER: Final = ("together", "attention")
"""Parts that come from likes, which are named by their titles."""

FAINT: Final = 0.01
STRONG: Final = 0.1
"""What adds less than these is no reason: of what is the viewer's own, and of what is general."""

LEADS: Final = 0.25
"""What adds less than this part of the strongest of the viewer's own is not the reason."""

VAGUE: Final = "content"
"""Said where nothing can be named."""

NAMELESS: Final = "@"
"""So begin the lanes of clusters, whose names say nothing to people."""

JUST: Final = 3 * 3_600_000_000
"""Microseconds in which a note counts as just published."""

CODES: Final = {"author_taste": "author", "quality": "liked", "place": "nearby"}
"""The reason that a part gives, where it is called differently."""

FOUND: Final = {
    "together": "content",
    "attention": "content",
    "taste": "content",
    "follows": "follows",
    "nearby": "language",
    "rising": "lately",
    "best": "liked",
    "newest": "newest",
    "trial": "newest",
    "variety": "variety",
}
"""The reason that a source gives, where no part is large enough for one.

What is near shares a place or a language; the place, where somebody chose one, is a part.
"""


def spoken_of(card: Drawn) -> Iterator[NoteId]:
    """The liked notes whose titles the card's reason may need."""
    for part in card.parts:
        if part.feature in TOGETHER:
            yield from (NoteId(int(one)) for one in part.about)


def reason_of(
    card: Drawn, viewer: Viewer, seen: Mapping[NoteId, Note], collected: Collection[NoteId] = ()
) -> Reason | None:
    """Why the card stands here; of the likes that led to it those in `seen` alone are named.

    Notes in `collected` were collected, and given no heart.
    """
    if card.lane is not None and not card.lane.topic.startswith(NAMELESS):
        return _of_topic(card.lane.topic, card.lane.interest)
    if card.propensity:
        return Reason("trial", _matched(card))
    own, general = _strongest(card, PERSONAL, FAINT), _strongest(card, GENERAL, STRONG)
    found = [
        reason
        for part in own
        if part.amount > LEADS * own[0].amount
        and (reason := _of_part(part, viewer, seen, collected))
    ]
    found = [_placed(reason, viewer, seen.get(card.note)) for reason in found]
    found.sort(key=lambda reason: reason.code == VAGUE)
    if card.lane is not None:
        found.append(Reason(VAGUE, {}))
    found += [reason for part in general if (reason := _of_part(part, viewer, seen, collected))]
    return found[0] if found else _of_source(card, viewer, seen)


def _strongest(card: Drawn, features: tuple[str, ...], least: float) -> list[Part]:
    found = [part for part in card.parts if part.feature in features and part.amount > least]
    return sorted(found, key=lambda part: -part.amount)


def _of_source(card: Drawn, viewer: Viewer, seen: Mapping[NoteId, Note]) -> Reason | None:
    note = seen.get(card.note)
    if note is not None and viewer.now - note.published_at < JUST:
        return Reason("fresh", {})
    code = FOUND.get(card.source)
    return Reason(code, {}) if code else None


def _matched(card: Drawn) -> dict[str, str]:
    topics = [
        part.about[0]
        for part in _strongest(card, PERSONAL, FAINT)
        if part.feature in ("interest", "taste") and part.about
    ]
    return {"topic": topics[0]} if topics else {}


def _of_part(
    part: Part, viewer: Viewer, seen: Mapping[NoteId, Note], collected: Collection[NoteId]
) -> Reason | None:
    if part.feature in TOGETHER:
        return _of_likes(part, seen, collected)
    if part.feature == "interest":
        said = [one for one in viewer.interests if one.topic in part.about]
        return _of_topic(said[0].topic, said[0]) if said else None
    if part.feature == "taste":
        return Reason("taste", {"topic": part.about[0]}) if part.about else Reason(VAGUE, {})
    return Reason(CODES.get(part.feature, part.feature), {})


def _placed(reason: Reason, viewer: Viewer, note: Note | None) -> Reason:
    """What is near is so by where it plays, or by its author; the reason says which."""
    key = note.place_key if reason.code == "nearby" and note is not None else None
    if key is None or territory(key) != viewer.wishes.place:
        return reason
    return Reason("plays_nearby", {"place": key})


def _of_likes(
    part: Part, seen: Mapping[NoteId, Note], collected: Collection[NoteId]
) -> Reason | None:
    liked = [seen[which] for one in part.about if (which := NoteId(int(one))) in seen]
    titled = [note for note in liked if note.heading]
    if not titled:
        return None
    values = {"note": str(int(titled[0].id)), "title": titled[0].heading}
    if titled[0].id in collected:
        return Reason("collected", values)
    if len(titled) > 1 and titled[1].id not in collected:
        values |= {"and_note": str(int(titled[1].id)), "and_title": titled[1].heading}
    return Reason("together", values)


def _of_topic(topic: str, interest: Interest | None) -> Reason:
    if topic.startswith(NAMELESS):
        return Reason(VAGUE, {})
    if interest is None:
        return Reason("taste", {"topic": topic})
    if interest.source == "chosen" or not interest.evidence:
        return Reason(interest.source, {"topic": topic, "kind": "", "words": ""})
    kind, colon, words = interest.evidence[0].partition(":")
    if not colon:
        kind, words = "", kind
    return Reason("archive", {"topic": topic, "kind": kind, "words": words})
