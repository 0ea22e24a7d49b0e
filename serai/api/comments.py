"""The conversation under a note: read, joined, withdrawn, restored."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.api.account_views import PersonView
from serai.api.asking import viewer
from serai.api.note_views import person_views
from serai.api.paging import NUMBER, Page, Paging, answer, cursor, numbers_in, start
from serai.api.pictures import PictureView, picture_view
from serai.comments import (
    Behind,
    Comment,
    Order,
    Sent,
    answers_to,
    liked_comments,
    restore,
    thread,
    withdraw,
    write,
    write_with_picture,
)
from serai.entry import Ask, Routes
from serai.entry.line import line_of
from serai.kernel import CommentId, NoteId, PictureId, iso
from serai.languages import KeptSpan
from serai.media import pictures
from serai.store import Read, Write

routes = Routes()


class CommentDraft(Struct, frozen=True):
    """What to say, and, if any, the comment or answer it speaks to and a picture sent before.

    With a picture the words may be left out.
    """

    text: Annotated[str, Meta(max_length=20_000)] = ""
    answers: CommentId | None = None
    picture: PictureId | None = None


class CommentView(Struct, frozen=True):
    """A comment or an answer; `thread` is the comment whose thread an answer stands in.

    `line` is `text`, or says in your language that it is a picture, and of what.
    `author` null: they have left, and only what was answered stands.
    """

    id: CommentId
    note: NoteId
    author: PersonView | None
    thread: CommentId | None
    answers: CommentId | None
    text: str
    line: str
    language: str
    spans: tuple[KeptSpan, ...]
    at: str
    likes: int
    liked: bool
    picture: PictureView | None


class CommentsPaging(Struct, frozen=True):
    """As `Paging`; `sort` says what stands first: the latest, or the most liked."""

    after: Annotated[str, Meta(pattern=f"^(({NUMBER}){{2}})?$")] = ""
    limit: Annotated[int, Meta(ge=1, le=50)] = 20
    sort: Order = "newest"

    @property
    def behind(self) -> Behind | None:
        """Where the list goes on."""
        numbers = numbers_in(self.after)
        return Behind(CommentId(numbers[1]), numbers[0]) if numbers else None


class ThreadView(Struct, frozen=True):
    """A comment and its answers, oldest first; `left` counts those that are not here.

    `pinned`: the note's author put it first.
    """

    comment: CommentView
    answers: tuple[CommentView, ...]
    left: int
    pinned: bool


async def comment_views(tx: Read, ask: Ask, said: Sequence[Comment]) -> list[CommentView]:
    """Comments for the eyes of whoever asks, in the same order."""
    authors = await person_views(tx, [comment.author for comment in said])
    shown = await pictures(tx, [one.picture for one in said if one.picture])
    liked = await liked_comments(tx, viewer(ask), [comment.id for comment in said])
    return [
        CommentView(
            id=comment.id,
            note=comment.note,
            author=authors.get(comment.author),
            thread=comment.root,
            answers=comment.answers,
            text=comment.text,
            line=line_of(ask, comment, shown.get(comment.picture) if comment.picture else None),
            language=comment.language,
            spans=comment.spans or (),
            at=iso(comment.at),
            likes=comment.likes,
            liked=comment.id in liked,
            picture=picture_view(shown[at]) if (at := comment.picture) in shown else None,
        )
        for comment in said
    ]


@routes.get("/api/serai/v1/notes/{id}/comments", body=CommentsPaging, answer=Page[ThreadView])
async def read_comments(tx: Read, ask: Ask, paging: CommentsPaging) -> Response:
    """Comments under a note, the pinned one first, each with its first answers."""
    found = await thread(
        tx, viewer(ask), ask.id(NoteId), paging.behind, paging.limit + 1, paging.sort
    )
    shown = found[: paging.limit]
    said = [one for talk in shown for one in (talk.comment, *talk.answers)]
    views = {view.id: view for view in await comment_views(tx, ask, said)}
    threads = [
        ThreadView(
            views[talk.comment.id],
            tuple(views[one.id] for one in talk.answers),
            talk.left,
            talk.pinned,
        )
        for talk in shown
    ]
    last = shown[-1].comment if len(found) > paging.limit else None
    return answer(ask, threads, None if last is None else cursor(last.likes, last.id))


@routes.get("/api/serai/v1/comments/{id}/answers", body=Paging, answer=Page[CommentView])
async def read_answers(tx: Read, ask: Ask, paging: Paging) -> Response:
    """Answers in the thread of a comment, oldest first."""
    after = start(paging, CommentId)
    found = await answers_to(tx, viewer(ask), ask.id(CommentId), after, paging.limit + 1)
    shown = found[: paging.limit]
    more = len(found) > paging.limit
    views = await comment_views(tx, ask, shown)
    return answer(ask, views, cursor(shown[-1].id) if more else None)


@routes.post("/api/serai/v1/notes/{id}/comments", body=CommentDraft, answer=CommentView, status=201)
async def write_comment(tx: Write, ask: Ask, draft: CommentDraft) -> CommentView:
    """Comment on a note, or answer a comment under it."""
    limits = ask.house.limits.note
    me, note = ask.must(), ask.id(NoteId)
    if draft.picture is None:
        said = await write(tx, me, note, draft.text, draft.answers, limits)
    else:
        sent = Sent(draft.picture, draft.text, draft.answers)
        said = await write_with_picture(tx, me, note, sent, limits)
    [view] = await comment_views(tx, ask, [said])
    return view


@routes.delete("/api/serai/v1/comments/{id}")
async def withdraw_comment(tx: Write, ask: Ask, _: None) -> None:
    """Withdraw a comment of one's own, with what was answered to it; it can be restored."""
    await withdraw(tx, ask.must().id, ask.id(CommentId))


@routes.post("/api/serai/v1/comments/{id}/restore", answer=CommentView)
async def restore_comment(tx: Write, ask: Ask, _: None) -> CommentView:
    """Restore a comment one withdrew."""
    said = await restore(tx, ask.must().id, ask.id(CommentId))
    [view] = await comment_views(tx, ask, [said])
    return view
