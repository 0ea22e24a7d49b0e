"""One's own posts of another platform: listed, with the notes that they became."""

from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.api.paging import Page, Paging, answer, cursor, numbers_in
from serai.entry import Ask, Routes
from serai.kernel import NoteId, iso
from serai.recommend import OwnPost, own_posts
from serai.store import Read

routes = Routes()

Origin = Annotated[str, Meta(pattern="^[a-z]{1,16}:[0-9]{1,19}$")]
"""A post of another platform, as `tiktok:7000000000000000001`."""


class OwnPostView(Struct, frozen=True):
    """A post that stood in your archive; `at` ISO 8601 in UTC, `note` what it became here."""

    origin: Origin
    at: str | None
    title: str
    note: NoteId | None


@routes.get("/api/serai/v1/me/posts", body=Paging, answer=Page[OwnPostView])
async def read_own_posts(tx: Read, ask: Ask, paging: Paging) -> Response:
    """Your own posts of another platform, newest first: each may become one note."""
    behind = sum(numbers_in(paging.after))
    found = await own_posts(tx, ask.must().id, behind, paging.limit + 1)
    more = cursor(behind + paging.limit) if len(found) > paging.limit else None
    return answer(ask, [_view(one) for one in found[: paging.limit]], more)


def _view(post: OwnPost) -> OwnPostView:
    at = iso(post.at) if post.at else None
    return OwnPostView(post.outside, at, post.title, post.note)
