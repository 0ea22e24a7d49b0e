"""What people do to a talk: a comment's heart, the pinned one, and who may join in."""

from msgspec import Struct
from starlette.responses import Response

from serai.comments import (
    CIRCLES,
    Circle,
    Comment,
    draw_circle,
    like,
    pin,
    see_comment,
    unlike,
    unpin,
)
from serai.entry import Ask, Routes
from serai.kernel import CommentId, NoteId
from serai.store import Write
from serai.web.answer import Said, ask_in, said
from serai.web.remarks import draw_talk
from serai.web.render import fragment, see_other

routes = Routes()


class Chosen(Struct, frozen=True):
    """Who may comment, as chosen in the form."""

    who: str = ""


@routes.post("/comments/{id}/like")
async def give(tx: Write, ask: Ask, _: None) -> Response:
    """Give a comment a heart; a stranger is asked in first, and then it happens."""
    which = ask.id(CommentId)
    if ask.person is None:
        found = await see_comment(tx, None, which)
        return ask_in(ask, f"/notes/{found.note}", f"like-comment:{which}")
    return _heart(ask, await like(tx, ask.person.id, which), liked=True)


@routes.post("/comments/{id}/unlike")
async def take_back(tx: Write, ask: Ask, _: None) -> Response:
    """Take the heart back."""
    return _heart(ask, await unlike(tx, ask.must().id, ask.id(CommentId)), liked=False)


def _heart(ask: Ask, comment: Comment, *, liked: bool) -> Response:
    if not ask.is_htmx:
        return _there(comment)
    return fragment(ask, "note/fond.html", which=comment.id, likes=comment.likes, liked=liked)


def _there(comment: Comment) -> Response:
    return see_other(f"/notes/{comment.note}#c{comment.id}")


@routes.post("/comments/{id}/pin")
async def put_first(tx: Write, ask: Ask, _: None) -> Response:
    """Put a comment under one's own note first."""
    comment = await pin(tx, ask.must().id, ask.id(CommentId))
    return await draw_talk(tx, ask, comment.note) if ask.is_htmx else _there(comment)


@routes.post("/comments/{id}/unpin")
async def let_stand(tx: Write, ask: Ask, _: None) -> Response:
    """Let it stand where it stood."""
    comment = await unpin(tx, ask.must().id, ask.id(CommentId))
    return await draw_talk(tx, ask, comment.note) if ask.is_htmx else _there(comment)


@routes.post("/notes/{id}/circle", body=Chosen)
async def choose_circle(tx: Write, ask: Ask, chosen: Chosen) -> Response:
    """Say who may comment on one's own note; what nobody offered means everyone."""
    note = ask.id(NoteId)
    circle: Circle = next((one for one in CIRCLES if one == chosen.who), "everyone")
    await draw_circle(tx, ask.must().id, note, circle)
    if not ask.is_htmx:
        return see_other(f"/notes/{note}")
    words = {
        "everyone": ask.gettext("Everyone who sees this note can comment now."),
        "follows": ask.gettext("Only people you follow can comment now."),
        "nobody": ask.gettext("Nobody else can comment now. What was said stays."),
    }
    return said(ask, Said(words[circle]))
