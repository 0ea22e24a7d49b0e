"""How strongly each note of the catalogue draws somebody."""

import numpy as np

from serai.kernel import NoteId, PersonId
from serai.recommend import DEEDS, Candidate, Deeds, Engine, Interest, Question, Signal, Viewer

NOW = 1_795_000_000_000_000
HOUR = 3_600_000_000
TOPICS = ("plants", "chess")


def engine() -> Engine:
    """A note of each topic."""
    made = Engine()
    for number, topic in enumerate(TOPICS, 1):
        what = Candidate(NoteId(number), PersonId(9), (topic,), "en", NOW, public=True)
        made.fold([Signal(NOW, PersonId(9), "offered", NoteId(number), candidate=what)])
    return made


def drawn(chosen: str, *avoided: str) -> list[float]:
    """The affinities of both notes for somebody who chose a topic and avoids others."""
    said = (Interest(chosen, 1.0, "chosen", (), NOW),)
    viewer = Viewer(now=NOW, seed=1, interests=said, avoids_topics=frozenset(avoided))
    return engine().affinities(viewer, [NoteId(1), NoteId(2)]).tolist()  # type: ignore[no-any-return]


def test_a_chosen_topic_draws_more() -> None:
    plants, chess = drawn("plants")
    assert plants > chess


def test_a_topic_chosen_and_then_avoided_draws_like_any_other() -> None:
    found = drawn("plants", "plants")
    assert np.isfinite(found).all()
    assert found[0] < drawn("plants")[0]


def test_what_draws_somebody_leads_their_page() -> None:
    """Two circles like notes of their own, all of them equally often and shown to everybody."""
    made = Engine()
    notes = [NoteId(number) for number in range(1, 21)]
    for note in notes:
        what = Candidate(note, PersonId(90 + note), ("plants",), "en", NOW, public=True)
        made.fold([Signal(NOW, PersonId(90 + note), "offered", note, candidate=what)])
    for person in range(200, 240):
        for note in notes:
            made.fold([Signal(NOW + person, PersonId(person), "impression", note)])
            if note % 2 == person % 2:
                made.fold([Signal(NOW + person, PersonId(person), "like", note)])
    me = PersonId(2)
    made.fold([Signal(NOW + 300, me, "like", NoteId(1)), Signal(NOW + 301, me, "like", NoteId(3))])
    viewer = Viewer(now=NOW + 400, seed=1, person=me)
    page = made.draw(Question(viewer=viewer, sources=("together", "newest"), count=18))
    assert {card.note % 2 for card in page.cards[:6]} == {1}
    drawn_by = [
        sum(part.amount for part in card.parts if part.feature in ("together", "attention"))
        for card in page.cards
    ]
    near = [amount for card, amount in zip(page.cards, drawn_by, strict=True) if card.note % 2]
    far = [amount for card, amount in zip(page.cards, drawn_by, strict=True) if not card.note % 2]
    assert min(near) > max(far)


def deeds(kinds: list[str], notes: list[int], at: list[int]) -> Deeds:
    """What one person does, in order."""
    many = len(kinds)
    return Deeds(
        kind=np.array([DEEDS[kind] for kind in kinds], np.uint8),
        person=np.full(many, 2),
        note=np.array(notes),
        at=np.array(at),
        surface=np.zeros(many, np.uint8),
        value=np.zeros(many, np.float32),
    )


def test_a_meeting_told_again_is_believed_to_end_as_it_did() -> None:
    kinds = ["impression", "open", "impression", "impression", "impression"]
    told = engine().fold_deeds(deeds(kinds, [1, 1, 1, 2, 2], 5 * [NOW]), tell=True)
    first, _, opened, other, again = told[:, 0].tolist()
    assert opened > 0.7 > first
    assert again < other


def test_who_opens_a_note_at_each_meeting_is_believed_to_open_it_again() -> None:
    times = 60
    at = [NOW + nth // 2 * HOUR for nth in range(2 * times)]
    told = engine().fold_deeds(
        deeds(times * ["impression", "open"], 2 * times * [1], at), tell=True
    )
    assert told[-2, 0] > 0.9
