"""What somebody liked."""

from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.api.asking import named, viewer
from serai.api.note_views import NoteView, note_views
from serai.api.paging import NUMBER, Page, answer, cursor, numbers_in
from serai.entry import Ask, Routes
from serai.kernel import NoteId
from serai.notes import Liking, liked_notes
from serai.store import Read

routes = Routes()


class LikesPaging(Struct, frozen=True):
    """As `Paging`, for a list in the order of liking."""

    after: Annotated[str, Meta(pattern=f"^(({NUMBER}){{2}})?$")] = ""
    limit: Annotated[int, Meta(ge=1, le=50)] = 20


@routes.get("/api/serai/v1/people/{handle}/likes", body=LikesPaging, answer=Page[NoteView])
async def read_likes(tx: Read, ask: Ask, paging: LikesPaging) -> Response:
    """Notes that somebody liked, the last liked first; empty where they do not show it to you."""
    whose = await named(tx, ask)
    numbers = numbers_in(paging.after)
    behind = Liking(numbers[0], NoteId(numbers[1])) if numbers else None
    found = await liked_notes(tx, viewer(ask), whose.id, behind, paging.limit)
    more = None if found.more is None else cursor(found.more.at, found.more.note)
    return answer(ask, await note_views(tx, ask, found.notes), more)
