"""Like a note, or wish not to meet it again; and take either back."""

from serai.api.note_views import NoteView, note_view
from serai.entry import Ask, Routes
from serai.kernel import NoteId
from serai.notes import hide, like, unhide, unlike
from serai.store import Write

routes = Routes()


@routes.put("/api/serai/v1/notes/{id}/like", answer=NoteView)
async def like_note(tx: Write, ask: Ask, _: None) -> NoteView:
    """Give a note a heart; answers the note with its hearts."""
    return await note_view(tx, ask, await like(tx, ask.must().id, ask.id(NoteId)))


@routes.delete("/api/serai/v1/notes/{id}/like", answer=NoteView)
async def unlike_note(tx: Write, ask: Ask, _: None) -> NoteView:
    """Take the heart back; answers the note with its hearts."""
    return await note_view(tx, ask, await unlike(tx, ask.must().id, ask.id(NoteId)))


@routes.put("/api/serai/v1/notes/{id}/hide")
async def hide_note(tx: Write, ask: Ask, _: None) -> None:
    """Feeds show this note to you no more, and less like it."""
    await hide(tx, ask.must().id, ask.id(NoteId))


@routes.delete("/api/serai/v1/notes/{id}/hide")
async def unhide_note(tx: Write, ask: Ask, _: None) -> None:
    """Feeds may show this note to you again."""
    await unhide(tx, ask.must().id, ask.id(NoteId))
