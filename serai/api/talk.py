"""What a talk is like: hearts on comments, the pinned one, and who may join in."""

from msgspec import Struct

from serai.api.asking import viewer
from serai.api.comments import CommentView, comment_views
from serai.comments import (
    Circle,
    Comment,
    circle_of,
    closed_to,
    draw_circle,
    like,
    pin,
    unlike,
    unpin,
)
from serai.entry import Ask, Routes
from serai.kernel import CommentId, NoteId
from serai.notes import see
from serai.store import Read, Write

routes = Routes()


class CircleDraft(Struct, frozen=True):
    """Who may comment on a note: everyone, people its author follows, or nobody but the author."""

    who: Circle


class CircleView(Struct, frozen=True):
    """Who may comment on a note, and whether you may."""

    who: Circle
    you: bool


async def _view(tx: Read, ask: Ask, comment: Comment) -> CommentView:
    [view] = await comment_views(tx, ask, [comment])
    return view


@routes.put("/api/serai/v1/comments/{id}/like", answer=CommentView)
async def like_comment(tx: Write, ask: Ask, _: None) -> CommentView:
    """Give a comment or an answer a heart; answers it with its hearts."""
    return await _view(tx, ask, await like(tx, ask.must().id, ask.id(CommentId)))


@routes.delete("/api/serai/v1/comments/{id}/like", answer=CommentView)
async def unlike_comment(tx: Write, ask: Ask, _: None) -> CommentView:
    """Take the heart back; answers the comment with its hearts."""
    return await _view(tx, ask, await unlike(tx, ask.must().id, ask.id(CommentId)))


@routes.put("/api/serai/v1/comments/{id}/pin", answer=CommentView)
async def pin_comment(tx: Write, ask: Ask, _: None) -> CommentView:
    """Put a comment under a note of yours first, in place of the one that was."""
    return await _view(tx, ask, await pin(tx, ask.must().id, ask.id(CommentId)))


@routes.delete("/api/serai/v1/comments/{id}/pin", answer=CommentView)
async def unpin_comment(tx: Write, ask: Ask, _: None) -> CommentView:
    """Let it stand where it stood before."""
    return await _view(tx, ask, await unpin(tx, ask.must().id, ask.id(CommentId)))


@routes.get("/api/serai/v1/notes/{id}/circle", answer=CircleView)
async def read_circle(tx: Read, ask: Ask, _: None) -> CircleView:
    """Who may comment on a note."""
    note = await see(tx, viewer(ask), ask.id(NoteId))
    closed = await closed_to(tx, viewer(ask), note)
    return CircleView(await circle_of(tx, note.id), not closed)


@routes.put("/api/serai/v1/notes/{id}/circle", body=CircleDraft, answer=CircleView)
async def put_circle(tx: Write, ask: Ask, circle: CircleDraft) -> CircleView:
    """Say who may comment on a note of yours from now on; what was said stays."""
    await draw_circle(tx, ask.must().id, ask.id(NoteId), circle.who)
    return CircleView(circle.who, you=True)
