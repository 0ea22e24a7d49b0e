"""The talk under a note: comments and answers, said, withdrawn and said after all."""

from collections.abc import Sequence
from typing import Any, Final

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from serai.accounts import Person, find_many, people
from serai.comments import Comment, counts, restore, thread, withdraw, write
from serai.entry import Ask, Routes
from serai.kernel import CommentId, NoteId, Refusal
from serai.media import pictures
from serai.notes import Note, see
from serai.store import Read, Write
from serai.web.answer import Said, ask_in, told
from serai.web.answer import said as said_so
from serai.web.covers import face
from serai.web.prose import handles_said, prose
from serai.web.render import fragment, page, see_other

routes = Routes()

SHOWN: Final = 20


class Words(Struct, frozen=True):
    """A comment as typed; `answers` is the comment it answers, empty for a first one."""

    text: str = ""
    answers: str = ""


class Remark(Struct, frozen=True):
    """A comment as a page shows it."""

    id: CommentId
    author: Person
    face: str | None
    text: Markup
    language: str
    at: int
    mine: bool
    by_maker: bool


class ShownThread(Struct, frozen=True):
    """A comment and what was answered to it, oldest answer first."""

    comment: Remark
    answers: tuple[Remark, ...]


class Talk(Struct, frozen=True):
    """What is said under a note; `more` is where older comments begin, empty at the end."""

    threads: tuple[ShownThread, ...]
    count: int
    more: str = ""


async def talk(tx: Read, ask: Ask, note: Note, before: CommentId | None = None) -> Talk:
    """The talk of a note as the viewer may see it."""
    viewer = ask.person.id if ask.person else None
    found = await thread(tx, viewer, note.id, before, SHOWN + 1)
    shown = found[:SHOWN]
    remarks = await _remarks(tx, ask, note, [c for t in shown for c in (t.comment, *t.answers)])
    threads = tuple(
        ShownThread(remarks[t.comment.id], tuple(remarks[a.id] for a in t.answers))
        for t in shown
        if t.comment.id in remarks
    )
    more = str(int(shown[-1].comment.id)) if len(found) > SHOWN else ""
    return Talk(threads, (await counts(tx, [note.id])).get(note.id, 0), more)


@routes.get("/notes/{id}/comments")
async def older(tx: Read, ask: Ask, _: None) -> Response:
    """The talk from the comment `before` on, older ones."""
    which = ask.id(NoteId)
    return await _draw(tx, ask, which, before=CommentId.parse(ask.query.get("before", "")))


async def again(tx: Read, ask: Ask, words: Words | None) -> Response:
    """The talk once more, with what was typed; words for a comment that is gone stand alone."""
    if words is not None and ask.refused is not None and ask.refused.code == "comment.not_found":
        words = replace(words, answers="")
    return await _draw(tx, ask, ask.id(NoteId), typed=words)


@routes.post("/notes/{id}/comments", body=Words, again=again)
async def say(tx: Write, ask: Ask, words: Words) -> Response:
    """Say something under a note."""
    which = ask.id(NoteId)
    if ask.person is None:
        await see(tx, None, which)
        return ask_in(ask, f"/notes/{which}")
    limits = ask.house.limits.note
    said = await write(tx, ask.person, which, words.text, _answered(words), limits)
    if not ask.is_htmx:
        return see_other(f"/notes/{which}#c{said.id}")
    return await _draw(tx, ask, which)


def _answered(words: Words) -> CommentId | None:
    if not words.answers:
        return None
    found = CommentId.parse(words.answers)
    if found is None:
        raise Refusal("comment.not_found")
    return found


@routes.post("/comments/{id}/withdraw")
async def take_back(tx: Write, ask: Ask, _: None) -> Response:
    """Withdraw a comment of one's own; it can be said after all."""
    comment = await withdraw(tx, ask.must().id, ask.id(CommentId))
    done = Said(ask.gettext("Your comment is withdrawn."), f"/comments/{comment.id}/restore")
    if not ask.is_htmx:
        return said_so(ask, done)
    response = await _draw(tx, ask, comment.note)
    response.headers["hx-trigger"] = told(ask, done, {}, refresh=f"/notes/{comment.note}/comments")
    return response


@routes.post("/comments/{id}/restore")
async def after_all(tx: Write, ask: Ask, _: None) -> Response:
    """Let a withdrawn comment stand again."""
    comment = await restore(tx, ask.must().id, ask.id(CommentId))
    if not ask.is_htmx:
        return see_other(f"/notes/{comment.note}#c{comment.id}")
    return await _draw(tx, ask, comment.note)


async def _draw(
    tx: Read,
    ask: Ask,
    which: NoteId,
    *,
    before: CommentId | None = None,
    typed: Words | None = None,
) -> Response:
    note = await see(tx, ask.person.id if ask.person else None, which)
    context: dict[str, Any] = {
        "note": note,
        "typed": typed,
        "talk": await talk(tx, ask, note, before),
    }
    if ask.is_htmx:
        return fragment(ask, "note/talk.html", **context)
    return page(ask, "note/talk_page.html", heading=note.heading, **context)


async def _remarks(
    tx: Read, ask: Ask, note: Note, said: Sequence[Comment]
) -> dict[CommentId, Remark]:
    """What was said as a page shows it, in three questions."""
    authors = await people(tx, list({one.author for one in said})) if said else {}
    wanted = [person.avatar for person in authors.values() if person.avatar]
    faces = await pictures(tx, wanted) if wanted else {}
    named = list({handle for one in said for handle in handles_said(one.text)})
    handles = frozenset(await find_many(tx, named)) if named else frozenset()
    me = ask.person.id if ask.person else None
    return {
        one.id: Remark(
            id=one.id,
            author=author,
            face=face(faces.get(author.avatar)) if author.avatar else None,
            text=prose(one.text, one.language, {}, handles),
            language=one.language,
            at=one.at,
            mine=one.author == me,
            by_maker=one.author == note.author,
        )
        for one in said
        if (author := authors.get(one.author)) is not None
    }
