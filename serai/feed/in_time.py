"""A page in order of time: what was found, newest first; nothing ranks it."""

from collections.abc import Sequence
from typing import Final

from serai.feed.gate import Gate
from serai.feed.page import Made, Shown, dropped_by
from serai.kernel import NoteId
from serai.recommend import Engine, Viewer

AT_ONCE: Final = 10
"""Notes that the gate looks at together where a page is short: refusals may come in rows."""


async def in_time(
    engine: Engine, gate: Gate, viewer: Viewer, found: Sequence[NoteId], count: int
) -> Made:
    """The first `count` of `found` that the viewer did not hide and the gate lets through."""
    hidden = engine.hidden(viewer.person, found)
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
        behind=(engine.published(last[0]), last[0]) if last else None,
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
