"""The sum behind a card, part by part, and the one reason that stands on it."""

from typing import Final

from msgspec import Struct

from serai.feed.choose import Pick
from serai.feed.page import Part, Reason
from serai.kernel import NoteId
from serai.recommend import Engine, Interest, Pool

PERSONAL: Final = ("interest", "taste", "together", "follows")
GENERAL: Final = ("quality", "rising", "fresh")
"""Features that may be a card's reason, where its place alone is none; the personal ones first."""

LEANINGS: Final = {"interest": "declared", "taste": "tastes", "not_interested": "avoids"}
"""Features of the strongest topic, and where a profile keeps what they look at."""

ABOUT: Final = frozenset((*PERSONAL, "not_interested"))
"""Features that come from something the viewer said or did."""

FAINT: Final = 0.05
"""What adds less than this is no reason."""

PLAIN: Final = {"quality": "liked", "rising": "rising", "fresh": "fresh"}


class Told(Struct, frozen=True):
    """A pick with its sum; `of` is a note whose title the reason needs."""

    pick: Pick
    note: NoteId
    parts: tuple[Part, ...]
    score: float
    reason: Reason | None
    of: NoteId | None = None


def tell(engine: Engine, pool: Pool, pick: Pick) -> Told:
    """The sum and the reason of one pick; the score is the sum of the parts, in their order."""
    parts = [
        Part(name, amount, _about(engine, pool, pick.at, name, amount) if name in ABOUT else ())
        for name, amount in pool.parts(pick.at)
    ]
    if pick.trial:
        parts.append(Part("trial", pick.trial))
    if pick.variety:
        parts.append(Part("variety", pick.variety))
    reason = _reason(engine, pool, pick, parts)
    of = NoteId(int(reason.values["note"])) if reason and "note" in reason.values else None
    score = sum([part.amount for part in parts])
    return Told(pick, pool.note(pick.at), tuple(parts), score, reason, of)


def again(told: Told) -> Told:
    """The same card, met before and shown again because nothing newer is left."""
    return Told(told.pick, told.note, told.parts, told.score, Reason("again", {}))


def _about(engine: Engine, pool: Pool, at: int, feature: str, amount: float) -> tuple[str, ...]:
    profile = pool.profile
    if feature == "follows":
        return (str(int(pool.authors[at])),)
    if feature == "together":
        if amount <= FAINT:
            return ()  # no reason, and finding out which likes spoke is what costs most here
        liked = engine.liked_with(profile, int(pool.rows[at]))
        return tuple([str(int(one)) for one in liked])
    leaning = getattr(profile, LEANINGS[feature])
    return (engine.topic(max(pool.topics[at], key=leaning.__getitem__)),)


def _reason(engine: Engine, pool: Pool, pick: Pick, parts: list[Part]) -> Reason | None:
    if pick.lane is not None:
        return _topic_reason(engine.topic(pick.lane.topic), pick.lane.interest)
    own = _most(parts, PERSONAL)
    if pick.trial:
        topic = own.about[0] if own and own.feature in ("interest", "taste") else None
        return Reason("trial", {"topic": topic} if topic else {})
    most = own or _most(parts, GENERAL)
    if most is None:
        return None
    if most.feature in ("interest", "taste"):
        return _topic_reason(most.about[0], _said(pool, most))
    if most.feature == "together":
        return Reason("together", {"note": most.about[0]}) if most.about else None
    return Reason(PLAIN.get(most.feature, most.feature), {})


def _most(parts: list[Part], features: tuple[str, ...]) -> Part | None:
    most, amount = None, FAINT
    for part in parts:
        if part.amount > amount and part.feature in features:
            most, amount = part, part.amount
    return most


def _said(pool: Pool, part: Part) -> Interest | None:
    if part.feature != "interest":
        return None
    return next(one for one in pool.profile.viewer.interests if one.topic == part.about[0])


def _topic_reason(topic: str, interest: Interest | None) -> Reason:
    if interest is None:
        return Reason("taste", {"topic": topic})
    if interest.source == "chosen" or not interest.evidence:
        return Reason(interest.source, {"topic": topic, "kind": "", "words": ""})
    kind, colon, words = interest.evidence[0].partition(":")
    if not colon:
        kind, words = "", kind
    return Reason("archive", {"topic": topic, "kind": kind, "words": words})
