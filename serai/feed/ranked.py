"""A page as the engine ranks it, drawn anew without what the gate refuses until it is full."""

from typing import Final

from msgspec.structs import replace

from serai.feed.gate import Gate
from serai.feed.page import Made, Reason, Shown, dropped_by
from serai.feed.reason import reason_of, spoken_of
from serai.kernel import NoteId
from serai.recommend import MOST, Draft, Drawn, Engine, Question

SPARE: Final = (0, 20, 40, 60, 60, 60)
"""How many more cards than wanted are drawn at each turn: refusals may come in rows."""

MET: Final = "not_seen"
AGAIN: Final = "again"


async def ranked(engine: Engine, gate: Gate, question: Question, *, again: bool) -> Made:
    """A page for `question`; with `again` what was met before fills what is left of it."""
    draft = engine.draw(question)
    gone = draft.dropped.copy()
    cards, refused = await _admitted(engine, gate, question, draft)
    held = await gate.collected({which for card in cards for which in spoken_of(card)})
    shown = [
        _card(card, slot, reason_of(card, question.viewer, gate.open, held), gate)
        for slot, card in enumerate(cards)
    ]
    if again and len(shown) < question.count and MET in gone:
        rest = replace(
            question,
            count=question.count - len(shown),
            again=True,
            refused=refused | {card.note for card in cards},
        )
        met, also = await _admitted(engine, gate, rest, engine.draw(rest))
        shown += [_again(gate, card, len(shown) + nth) for nth, card in enumerate(met)]
        refused |= also
        gone[MET] = _without(gone[MET], {card.note for card in met})
    return Made(tuple(shown), dropped_by(gone, gate.rules(refused)))


async def _admitted(
    engine: Engine, gate: Gate, question: Question, draft: Draft
) -> tuple[list[Drawn], frozenset[NoteId]]:
    """As many cards as wanted, as if what the gate refuses were not there; and what it refused."""
    refused: frozenset[NoteId] = frozenset()
    for spare in SPARE:
        if spare:
            many = min(question.count + spare, MOST)
            kept_away = question.refused | refused
            draft = engine.draw(replace(question, count=many, refused=kept_away))
        standing = [card.note for card in draft.cards]
        await gate.ask([*standing, *(which for card in draft.cards for which in spoken_of(card))])
        shut = [which for which in standing if which not in gate.open]
        refused |= frozenset(shut)
        if not set(shut) & set(standing[: question.count]):
            break
    cards = [card for card in draft.cards if card.note in gate.open]
    return cards[: question.count], refused


def _card(card: Drawn, slot: int, reason: Reason | None, gate: Gate) -> Shown:
    return Shown(
        note=gate.open[card.note],
        source=card.source,
        slot=slot,
        score=card.score,
        parts=card.parts,
        reason=reason,
        propensity=card.propensity,
    )


def _again(gate: Gate, card: Drawn, slot: int) -> Shown:
    """A card met before and shown again because nothing newer is left."""
    note, reason = gate.open[card.note], Reason(AGAIN, {})
    return Shown(note, AGAIN, slot, card.score, card.parts, reason)


def _without(notes: tuple[NoteId, ...], gone: set[NoteId]) -> tuple[NoteId, ...]:
    return tuple([which for which in notes if which not in gone])
