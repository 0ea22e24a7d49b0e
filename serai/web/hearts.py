"""Give a note a heart, and take it back; or wish not to see it again."""

from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.kernel import NoteId
from serai.notes import Place, hide, like, see, unhide, unlike
from serai.store import Write
from serai.web.answer import Said, ask_in, quietly, said

routes = Routes()


class Met(Struct, frozen=True):
    """Where the note was met: the feed's page and the slot on it, if it was in one."""

    page: Annotated[str, Meta(max_length=64)] = ""
    slot: Annotated[int, Meta(ge=0, le=10_000)] = 0

    @property
    def place(self) -> Place | None:
        """As the heart knows it."""
        return Place(self.page, self.slot) if self.page else None


@routes.post("/notes/{id}/like", body=Met)
async def give(tx: Write, ask: Ask, met: Met) -> Response:
    """Give a heart; a stranger is asked in first, and then it happens."""
    note = ask.id(NoteId)
    if ask.person is None:
        await see(tx, None, note)
        return ask_in(ask, f"/notes/{note}", f"like:{note}")
    await like(tx, ask.person.id, note, met.place)
    return quietly(ask, f"/notes/{note}")


@routes.post("/notes/{id}/unlike")
async def take_back(tx: Write, ask: Ask, _: None) -> Response:
    """Take the heart back."""
    note = ask.id(NoteId)
    await unlike(tx, ask.must().id, note)
    return quietly(ask, f"/notes/{note}")


@routes.post("/notes/{id}/hide", body=Met)
async def not_interested(tx: Write, ask: Ask, met: Met) -> Response:
    """Do not show this note again, and show less like it."""
    note = ask.id(NoteId)
    if ask.person is None:
        await see(tx, None, note)
        return ask_in(ask, "/")
    await hide(tx, ask.person.id, note, met.place)
    words = ask.gettext("You will not meet this note again, and less like it.")
    return said(ask, Said(words, f"/notes/{note}/unhide"), gone={"note": str(note)})


@routes.post("/notes/{id}/unhide")
async def interested_after_all(tx: Write, ask: Ask, _: None) -> Response:
    """Show it as before."""
    note = ask.id(NoteId)
    await unhide(tx, ask.must().id, note)
    return quietly(ask, f"/notes/{note}")
