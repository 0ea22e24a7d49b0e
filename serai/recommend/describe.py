"""Describe a note to the engine by its content: a row of the log, in the writer's transaction."""

from serai.kernel import NoteId
from serai.recommend.content import WIDTH
from serai.recommend.offer import NOBODY
from serai.recommend.signals import Signal, append
from serai.store import Write


async def describe(tx: Write, note: NoteId, vector: bytes) -> None:
    """`note` stands where `vector` (one of `content`) says, from now on and until told again."""
    if len(vector) != WIDTH:
        raise ValueError(f"a vector has {WIDTH} bytes, not {len(vector)}")
    await append(tx, [Signal(tx.now, NOBODY, "described", note, vector=vector)])
