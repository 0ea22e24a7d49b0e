"""The conversation under a note: read, joined, withdrawn, restored."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.api.account_views import PersonView
from serai.api.asking import viewer
from serai.api.note_views import person_views
from serai.api.paging import Page, Paging, answer, cursor, start
from serai.comments import Comment, answers_to, restore, thread, withdraw, write
from serai.entry import Ask, Routes
from serai.kernel import CommentId, NoteId, PersonId, iso
from serai.store import Read, Write

routes = Routes()


class CommentDraft(Struct, frozen=True):
    """What to say, and the comment or answer it speaks to, if any."""

    text: Annotated[str, Meta(max_length=20_000)]
    answers: CommentId | None = None


class CommentView(Struct, frozen=True):
    """A comment or an answer; `thread` is the comment whose thread an answer stands in."""

    id: CommentId
    note: NoteId
    author: PersonView
    thread: CommentId | None
    answers: CommentId | None
    text: str
    language: str
    at: str


class ThreadView(Struct, frozen=True):
    """A comment and its answers, oldest first; `left` counts those that are not here."""

    comment: CommentView
    answers: tuple[CommentView, ...]
    left: int


def _view(comment: Comment, authors: Mapping[PersonId, PersonView]) -> CommentView:
    return CommentView(
        id=comment.id,
        note=comment.note,
        author=authors[comment.author],
        thread=comment.root,
        answers=comment.answers,
        text=comment.text,
        language=comment.language,
        at=iso(comment.at),
    )


async def _one(tx: Read, comment: Comment) -> CommentView:
    return _view(comment, await person_views(tx, [comment.author]))


@routes.get("/api/serai/v1/notes/{id}/comments", body=Paging, answer=Page[ThreadView])
async def read_comments(tx: Read, ask: Ask, paging: Paging) -> Response:
    """Comments under a note, newest first, each with its first answers."""
    before = start(paging, CommentId)
    found = await thread(tx, viewer(ask), ask.id(NoteId), before, paging.limit + 1)
    shown = found[: paging.limit]
    said = [one for talk in shown for one in (talk.comment, *talk.answers)]
    authors = await person_views(tx, [comment.author for comment in said])
    views = [
        ThreadView(
            _view(talk.comment, authors),
            tuple(_view(one, authors) for one in talk.answers),
            talk.left,
        )
        for talk in shown
    ]
    more = len(found) > paging.limit
    return answer(ask, views, cursor(shown[-1].comment.id) if more else None)


@routes.get("/api/serai/v1/comments/{id}/answers", body=Paging, answer=Page[CommentView])
async def read_answers(tx: Read, ask: Ask, paging: Paging) -> Response:
    """Answers in the thread of a comment, oldest first."""
    after = start(paging, CommentId)
    found = await answers_to(tx, viewer(ask), ask.id(CommentId), after, paging.limit + 1)
    shown = found[: paging.limit]
    authors = await person_views(tx, [comment.author for comment in shown])
    more = len(found) > paging.limit
    return answer(
        ask, [_view(one, authors) for one in shown], cursor(shown[-1].id) if more else None
    )


@routes.post("/api/serai/v1/notes/{id}/comments", body=CommentDraft, answer=CommentView, status=201)
async def write_comment(tx: Write, ask: Ask, draft: CommentDraft) -> CommentView:
    """Comment on a note, or answer a comment under it."""
    limits = ask.house.limits.note
    said = await write(tx, ask.must(), ask.id(NoteId), draft.text, draft.answers, limits)
    return await _one(tx, said)


@routes.delete("/api/serai/v1/comments/{id}")
async def withdraw_comment(tx: Write, ask: Ask, _: None) -> None:
    """Withdraw a comment of one's own, with what was answered to it; it can be restored."""
    await withdraw(tx, ask.must().id, ask.id(CommentId))


@routes.post("/api/serai/v1/comments/{id}/restore", answer=CommentView)
async def restore_comment(tx: Write, ask: Ask, _: None) -> CommentView:
    """Restore a comment one withdrew."""
    return await _one(tx, await restore(tx, ask.must().id, ask.id(CommentId)))
