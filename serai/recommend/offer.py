"""Offer a note to the engine, or take it away: rows of the log, in the writer's transaction."""

from typing import Final

from serai.kernel import NoteId, PersonId
from serai.recommend.candidate import Candidate
from serai.recommend.signals import Signal, append, record
from serai.store import Write

NOBODY: Final = PersonId(0)
"""Who stands in the log where the house itself takes a note away."""


async def offer(tx: Write, candidate: Candidate) -> None:
    """`candidate` may stand in feeds, as it is described now; call it again when that changes."""
    row = Signal(tx.now, candidate.author, "offered", candidate.note, candidate=candidate)
    await append(tx, [row])


async def retire(tx: Write, note: NoteId) -> None:
    """`note` may stand in no feed any longer; `offer` brings it back with all it had."""
    await record(tx, NOBODY, "retired", note)
