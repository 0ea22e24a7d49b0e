"""What a stranger meant to do before we asked who they are: it happens once they are in."""

from collections.abc import Awaitable, Callable
from typing import Final

from serai.accounts import Person
from serai.boards import boards_holding, collect, usual_board
from serai.comments import like as like_comment
from serai.kernel import CommentId, NoteId, PersonId, Refusal
from serai.notes import follow_author, like
from serai.recommend import follow_topic
from serai.store import Write


async def _like(tx: Write, person: Person, number: str) -> None:
    note = NoteId.parse(number)
    if note is not None:
        await like(tx, person.id, note)


async def _like_comment(tx: Write, person: Person, number: str) -> None:
    comment = CommentId.parse(number)
    if comment is not None:
        await like_comment(tx, person.id, comment)


async def _collect(tx: Write, person: Person, number: str) -> None:
    note = NoteId.parse(number)
    if note is not None and not await boards_holding(tx, person.id, note):
        board = await usual_board(tx, person.id, person.locale or "")
        await collect(tx, person.id, note, board.id)


async def _follow(tx: Write, person: Person, number: str) -> None:
    them = PersonId.parse(number)
    if them is not None:
        await follow_author(tx, person.id, them)


async def _follow_topic(tx: Write, person: Person, name: str) -> None:
    await follow_topic(tx, person.id, name)


_KINDS: Final[dict[str, Callable[[Write, Person, str], Awaitable[None]]]] = {
    "like": _like,
    "like-comment": _like_comment,
    "collect": _collect,
    "follow": _follow,
    "follow-topic": _follow_topic,
}


async def carry_out(tx: Write, person: Person, act: str) -> None:
    """Do `act`, as `like:NOTE` or `follow:PERSON`; what cannot be done any more is left."""
    kind, _, number = act.partition(":")
    done = _KINDS.get(kind)
    if done is None:
        return
    try:
        await done(tx, person, number)
    except Refusal:  # the note was withdrawn meanwhile, say: they are in all the same
        return
