"""A page in a plain order, as found: newest first, or most liked; nothing ranks it."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from serai.feed.gate import Gate
from serai.feed.page import Made, Shown, dropped_by
from serai.kernel import NoteId

AT_ONCE: Final = 10
"""Notes that the gate looks at together where a page is short: refusals may come in rows."""


async def in_order(
    gate: Gate,
    found: Sequence[NoteId],
    hidden: Collection[NoteId],
    place: Callable[[NoteId], int],
    count: int,
) -> Made:
    """The first `count` of `found` that are not `hidden` and that the gate lets through.

    `place` says where in the order a note stands: when it was published, or how liked it is.
    """
    left = [which for which in found if which not in hidden]
    passed = await _passed(gate, left, count)
    # Where the gate kept everything that was looked at, the feed goes on behind it.
    last = passed[-1:] or found[-1:]
    return Made(
        shown=tuple([_card(gate, which, slot) for slot, which in enumerate(passed)]),
        dropped=dropped_by(
            {"not_hidden": tuple([which for which in found if which in hidden])},
            gate.rules(left),
        ),
        behind=(place(last[0]), last[0]) if last else None,
    )


async def _passed(gate: Gate, left: Sequence[NoteId], count: int) -> list[NoteId]:
    passed: list[NoteId] = []
    at, size = 0, count
    while len(passed) < count and at < len(left):
        looked_at = left[at : at + size]
        await gate.ask(looked_at)
        passed += [which for which in looked_at if which in gate.open]
        at, size = at + size, AT_ONCE
    return passed[:count]


def _card(gate: Gate, which: NoteId, slot: int) -> Shown:
    return Shown(gate.open[which], "newest", slot, 0.0, (), None)
