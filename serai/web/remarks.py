"""The talk under a note: comments and answers, said, withdrawn and said after all."""

from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from serai.accounts import Person
from serai.comments import (
    ORDERS,
    Behind,
    Circle,
    Comment,
    Order,
    Sent,
    circle_of,
    closed_to,
    counts,
    restore,
    thread,
    withdraw,
    write,
    write_with_picture,
)
from serai.entry import Ask, Routes, Turning, Upload
from serai.kernel import CommentId, NoteId, PictureId, Refusal
from serai.media import describe, prepare, receive
from serai.notes import Note, see
from serai.store import Read, Write
from serai.web.answer import Said, ask_in, told
from serai.web.answer import said as said_so
from serai.web.remark import Remark, remarks_of
from serai.web.render import fragment, page, see_other

routes = Routes()

SHOWN: Final = 20


class Words(Struct):
    """A comment as typed; `answers` is the comment it answers, empty for a first one.

    `files` holds a picture to come with it, described by `alt`. It is taken in before the comment
    is written and noted down as `picture`, so that it need not be sent twice.
    """

    text: str = ""
    answers: str = ""
    alt: str = ""
    picture: str = ""
    files: tuple[Upload, ...] = ()


class ShownThread(Struct, frozen=True):
    """A comment and what was answered to it, oldest answer first; `pinned` by the note's author."""

    comment: Remark
    answers: tuple[Remark, ...]
    pinned: bool


class Talk(Struct, frozen=True):
    """What is said under a note; `more` is where older comments begin, empty at the end.

    `closed` is why the viewer may not join in, a code of `comments.closed_to`; empty if they may.
    """

    threads: tuple[ShownThread, ...]
    count: int
    more: str
    order: Order
    circle: Circle
    closed: str
    maker: bool


async def talk(
    tx: Read,
    ask: Ask,
    note: Note,
    behind: Behind | None = None,
    turning: Turning | None = None,
) -> Talk:
    """The talk of a note as the viewer may see it, in the order that the address asks for."""
    viewer = ask.person.id if ask.person else None
    said = ask.query.get("sort", "")
    order: Order = next((one for one in ORDERS if one == said), "newest")
    found = await thread(tx, viewer, note.id, behind, SHOWN + 1, order)
    shown = found[:SHOWN]
    said_here = [c for t in shown for c in (t.comment, *t.answers)]
    remarks = await remarks_of(tx, ask, note, said_here, turning)
    last = shown[-1].comment if len(found) > SHOWN else None
    return Talk(
        threads=tuple(
            ShownThread(
                remarks[t.comment.id],
                tuple(remarks[a.id] for a in t.answers if a.id in remarks),
                t.pinned,
            )
            for t in shown
            if t.comment.id in remarks
        ),
        count=(await counts(tx, [note.id])).get(note.id, 0),
        more="" if last is None else f"{last.likes}-{int(last.id)}",
        order=order,
        circle=await circle_of(tx, note.id),
        closed=await closed_to(tx, viewer, note),
        maker=viewer == note.author,
    )


@routes.get("/notes/{id}/comments")
async def older(tx: Read, ask: Ask, _: None) -> Response:
    """The talk from behind the place `before` on, in the order of `sort`."""
    return await draw_talk(tx, ask, ask.id(NoteId), behind=_place(ask.query.get("before", "")))


def _place(said: str) -> Behind | None:
    likes, _, which = said.rpartition("-")
    found, hearts = CommentId.parse(which), CommentId.parse(likes or "0")
    return None if found is None else Behind(found, int(hearts or 0))


async def again(tx: Read, ask: Ask, words: Words | None) -> Response:
    """The talk once more, with what was typed; words for a comment that is gone stand alone."""
    if words is not None and ask.refused is not None and ask.refused.code == "comment.not_found":
        words = replace(words, answers="")
    return await draw_talk(tx, ask, ask.id(NoteId), typed=words)


async def take_in(ask: Ask, words: Words) -> Words:
    """Check and cut the picture of a comment, before the comment's transaction."""
    files, words.files = words.files, ()
    if ask.person is None or not files:
        return words
    house, limits = ask.house, ask.house.limits.picture
    made = await prepare(house.darkroom, house.blobs, files[0].data, limits)
    async with house.database.write() as tx:
        words.picture = str((await receive(tx, ask.person.id, made, words.alt, limits)).id)
    return words


@routes.post("/notes/{id}/comments", body=Words, prepare=take_in, again=again)
async def say(tx: Write, ask: Ask, words: Words) -> Response:
    """Say something under a note."""
    which = ask.id(NoteId)
    if ask.person is None:
        await see(tx, None, which)
        return ask_in(ask, f"/notes/{which}")
    said = await _written(tx, ask, ask.person, which, words)
    if not ask.is_htmx:
        return see_other(f"/notes/{which}#c{said.id}")
    return await draw_talk(tx, ask, which)


async def _written(tx: Write, ask: Ask, author: Person, note: NoteId, words: Words) -> Comment:
    limits, answers = ask.house.limits.note, _answered(words)
    if not words.picture:
        return await write(tx, author, note, words.text, answers, limits)
    picture = PictureId.parse(words.picture)
    if picture is None:
        raise Refusal("media.not_found")
    await describe(tx, author.id, picture, words.alt)
    sent = Sent(picture, words.text, answers)
    return await write_with_picture(tx, author, note, sent, limits)


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
    done = Said(
        ask.gettext("Your comment is withdrawn."),
        f"/comments/{comment.id}/restore",
        note=f"/notes/{comment.note}",
    )
    if not ask.is_htmx:
        return said_so(ask, done)
    response = await draw_talk(tx, ask, comment.note)
    response.headers["hx-trigger"] = told(ask, done, {}, refresh=f"/notes/{comment.note}/comments")
    return response


@routes.post("/comments/{id}/restore")
async def after_all(tx: Write, ask: Ask, _: None) -> Response:
    """Let a withdrawn comment stand again."""
    comment = await restore(tx, ask.must().id, ask.id(CommentId))
    if not ask.is_htmx:
        return see_other(f"/notes/{comment.note}#c{comment.id}")
    return await draw_talk(tx, ask, comment.note)


async def draw_talk(
    tx: Read,
    ask: Ask,
    which: NoteId,
    *,
    behind: Behind | None = None,
    typed: Words | None = None,
) -> Response:
    """The talk by itself: a piece for a script, a page of its own without one."""
    note = await see(tx, ask.person.id if ask.person else None, which)
    context: dict[str, Any] = {
        "note": note,
        "typed": typed,
        "talk": await talk(tx, ask, note, behind),
    }
    if ask.is_htmx:
        return fragment(ask, "note/talk.html", **context)
    return page(ask, "note/talk_page.html", heading=note.heading, **context)
