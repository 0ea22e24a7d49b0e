"""What somebody wrote, in a language of the reader's."""

from typing import Annotated

from msgspec import Meta, Struct

from serai.api.asking import named, viewer
from serai.comments import see_comment
from serai.entry import Ask, Reader, Routes, Turning, have_turned, reader_into
from serai.kernel import CommentId, NoteId
from serai.languages import Piece, turn_all
from serai.notes import see, words_of
from serai.store import Read

routes = Routes()

Tag = Annotated[str, Meta(pattern="^[a-z]{2,3}$")]


class Wanted(Struct, frozen=True):
    """`into` names a language; without it, it is the reader's own."""

    into: Tag | None = None


class TurnedView(Struct, frozen=True):
    """A text in pieces, in order; those with `by` were made by that engine from `source`."""

    pieces: tuple[Piece, ...]


class TranslationView(Struct, frozen=True):
    """`waiting`: an engine is still at work, ask again. `whole`: nothing was left untranslated."""

    into: str
    waiting: bool
    whole: bool
    texts: tuple[TurnedView, ...]


class Begun(Struct, frozen=True):
    """For whom, and how far it is."""

    reader: Reader
    turning: Turning


async def _note_first(ask: Ask, wanted: Wanted) -> Begun:
    async with ask.house.database.read() as look:
        words = await words_of(look, await see(look, viewer(ask), ask.id(NoteId)))
    return await _begin(ask, wanted, *words.all)


@routes.post(
    "/api/serai/v1/notes/{id}/translation",
    body=Wanted,
    prepare=_note_first,
    answer=TranslationView,
    only_reads=True,
)
async def translate_note(tx: Read, ask: Ask, begun: Begun) -> TranslationView:
    """A note: what it is called, its text, and what each of its pictures shows."""
    words = await words_of(tx, await see(tx, viewer(ask), ask.id(NoteId)))
    return await _view(tx, begun, *words.all)


async def _comment_first(ask: Ask, wanted: Wanted) -> Begun:
    async with ask.house.database.read() as look:
        said = await see_comment(look, viewer(ask), ask.id(CommentId))
    return await _begin(ask, wanted, said.text)


@routes.post(
    "/api/serai/v1/comments/{id}/translation",
    body=Wanted,
    prepare=_comment_first,
    answer=TranslationView,
    only_reads=True,
)
async def translate_comment(tx: Read, ask: Ask, begun: Begun) -> TranslationView:
    """A comment or an answer."""
    said = await see_comment(tx, viewer(ask), ask.id(CommentId))
    return await _view(tx, begun, said.text)


async def _person_first(ask: Ask, wanted: Wanted) -> Begun:
    async with ask.house.database.read() as look:
        whom = await named(look, ask)
    return await _begin(ask, wanted, whom.bio)


@routes.post(
    "/api/serai/v1/people/{handle}/translation",
    body=Wanted,
    prepare=_person_first,
    answer=TranslationView,
    only_reads=True,
)
async def translate_person(tx: Read, ask: Ask, begun: Begun) -> TranslationView:
    """What somebody says of themselves."""
    return await _view(tx, begun, (await named(tx, ask)).bio)


async def _begin(ask: Ask, wanted: Wanted, *texts: str) -> Begun:
    reader = reader_into(ask, wanted.into)
    return Begun(reader, await have_turned(ask, texts, reader))


async def _view(tx: Read, begun: Begun, *texts: str) -> TranslationView:
    turned = await turn_all(tx, texts, begun.reader.reads, begun.reader.target)
    return TranslationView(
        into=begun.reader.target,
        waiting=begun.turning.waiting,
        whole=not any(one.left for one in turned),
        texts=tuple(TurnedView(one.pieces) for one in turned),
    )
