"""A card's reason says no more than what placed it."""

from serai.feed.reason import reason_of
from serai.kernel import NoteId, PersonId
from serai.recommend import Drawn, Part, Viewer

ANYBODY = Viewer(now=0, seed=0)


def said(*parts: Part) -> str:
    card = Drawn(NoteId(1), PersonId(2), "nearby", None, parts, sum(part.amount for part in parts))
    reason = reason_of(card, ANYBODY, {})
    return reason.code if reason else ""


def test_a_language_that_is_shared_is_not_called_near() -> None:
    assert said(Part("place", 0.3)) == "nearby"
    assert said() == "language"
    assert said(Part("language", 0.3)) == "language"
    assert said(Part("place", 0.001), Part("language", 0.3)) == "language"
