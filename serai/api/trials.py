"""A note's first audiences, for its author."""

from serai.entry import Ask, Routes
from serai.kernel import NoteId, Refusal
from serai.notes import see_own
from serai.recommend import Trial
from serai.store import Read

routes = Routes()


@routes.get("/api/serai/v1/notes/{id}/trial", answer=Trial)
async def read_trial(tx: Read, ask: Ask, _: None) -> Trial:
    """How far the first audiences of a note of your own have come, and what it is compared with."""
    note = await see_own(tx, ask.must().id, ask.id(NoteId))
    if note.audience != "everyone":
        raise Refusal("note.no_trial")
    await ask.house.engine.catch_up(tx)
    return ask.house.engine.trial(note.id, ask.house.clock.now())
