"""A note: a page of its own, or the same for the overlay that a script lays over the cards."""

from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from serai.accounts import Person, find_many, people
from serai.comments import thread
from serai.entry import Ask, Routes, Turning
from serai.graph import Ties, ties
from serai.kernel import NoteId
from serai.languages import COMMON, foreign
from serai.media import Picture, pictures
from serai.notes import Note, liked_by, see, words_of
from serai.notes.drafts import can_be_undone
from serai.recommend import STAGES, Trial, origin_of, topic_name
from serai.store import Read
from serai.web.cards import heart, like_label
from serai.web.clips import clip_views, motion_views
from serai.web.covers import View, face, full_view
from serai.web.filters import spoken
from serai.web.prose import handles_said, prose
from serai.web.publish_origin import platform
from serai.web.remarks import SHOWN, talk
from serai.web.render import fragment, page
from serai.web.star import star
from serai.web.tongues import drawn, tongue, turn_page, wants

routes = Routes()


async def _turn_first(ask: Ask, _: None) -> Turning | None:
    """What the note and its talk say, for who wants it translated."""
    if not wants(ask):
        return None
    viewer = ask.person.id if ask.person else None
    async with ask.house.database.read() as look:
        note = await see(look, viewer, ask.id(NoteId))
        words = await words_of(look, note)
        said = await thread(look, viewer, note.id, None, SHOWN)
    talked = [one.text for found in said for one in (found.comment, *found.answers)]
    return await turn_page(ask, [*words.all, *talked])


@routes.get("/notes/{id}", prepare=_turn_first)
async def show(tx: Read, ask: Ask, turning: Turning | None) -> Response:
    """The note with its talk."""
    note = await see(tx, ask.person.id if ask.person else None, ask.id(NoteId))
    context = await note_context(tx, ask, note, turning)
    context |= {"talk": await talk(tx, ask, note, None, turning), "typed": None}
    if ask.is_htmx:
        return fragment(ask, "note/view.html", **context)
    return page(ask, "note/show.html", **context)


async def note_context(tx: Read, ask: Ask, note: Note, turning: Turning | None) -> dict[str, Any]:
    """What the note's templates draw from."""
    me = ask.person
    author = (await people(tx, [note.author]))[note.author]
    faces = [author.avatar] if author.avatar else []
    found = await pictures(tx, [*note.pictures, *faces])
    views = _views(note, found)
    clip = (await clip_views(tx, ask, [note], found)).get(note.id)
    liked = me is not None and note.id in await liked_by(tx, me.id, [note.id])
    return {
        **await note_words(tx, ask, note, wanted=wants(ask), turning=turning),
        "note": note,
        "heading": note.heading,
        "author": author,
        "portrait": face(found.get(author.avatar)) if author.avatar else None,
        "views": views,
        "clip": clip,
        "motions": await motion_views(tx, ask, note, found),
        "loose": _loose(note),
        "heart": heart(note, liked, ask.locale, like_label(ask)),
        "star": await star(tx, ask, note.id),
        "understood_by": _understood_by(ask, note),
        "standing": await _standing(tx, me, author),
        "mine": me is not None and me.id == note.author,
        "trial": await _trial(tx, ask, note),
        "stages": STAGES,
        "topic_name": topic_name,
        "origin": await _origin(tx, ask, note),
        "undoable": _undoable(ask, note),
    }


async def note_words(
    tx: Read, ask: Ask, note: Note, *, wanted: bool, turning: Turning | None = None
) -> dict[str, Any]:
    """What note/words.html draws from: the words, and their translation where there is one."""
    handles = await people_named(tx, note.text)
    topics = {tag.shown: tag.topic for tag in note.topics}

    def draw(text: str, language: str) -> Markup:
        return prose(text, language, topics, handles)

    told = await tongue(tx, ask, (await words_of(tx, note)).all, wanted=wanted, turning=turning)
    heading, text, *shown = [drawn(ask, one, draw) for one in told.texts]
    return {
        "tongue": told,
        "heading": note.heading,
        "text": draw(note.text, note.language),
        "turned_heading": heading,
        "turned_text": text,
        "turned_pictures": shown,
    }


async def _trial(tx: Read, ask: Ask, note: Note) -> Trial | None:
    """How far the first audiences have come, for the author alone."""
    if ask.person is None or ask.person.id != note.author or note.audience != "everyone":
        return None
    await ask.house.engine.catch_up(tx)
    return ask.house.engine.trial(note.id, ask.house.clock.now())


def _understood_by(ask: Ask, note: Note) -> tuple[list[str], list[str]]:
    """For its author: the languages one must read, and those it can be translated into."""
    if ask.person is None or ask.person.id != note.author:
        return [], []
    written = dict.fromkeys(one.language for one in foreign(f"{note.heading}\n{note.text}", ()))
    reaches = ask.house.interpreter.reaches
    others = [one for one in sorted(COMMON) if one not in written]
    turned = [one for one in others if written and all(reaches(own, one) for own in written)]
    return [spoken(one, ask.locale) for one in written], [spoken(one, ask.locale) for one in turned]


def _undoable(ask: Ask, note: Note) -> bool:
    """Whether its author sees the way back into the composer."""
    mine = ask.person is not None and ask.person.id == note.author
    return mine and can_be_undone(note, ask.house.clock.now())


async def _origin(tx: Read, ask: Ask, note: Note) -> tuple[str, int] | None:
    """The platform it came along from, and when it stood there, for the author alone."""
    mine = ask.person is not None and ask.person.id == note.author
    was = await origin_of(tx, note.id) if mine else None
    return None if was is None else (platform(was), was.at)


def _views(note: Note, found: dict[Any, Picture]) -> list[View]:
    kept = [found[one] for one in note.pictures if one in found]
    return [full_view(one, alt=note.cover_words or "") for one in kept]


async def people_named(tx: Read, text: str) -> frozenset[str]:
    """Handles in `text` that somebody has: only those become links."""
    said = handles_said(text)
    return frozenset(await find_many(tx, said)) if said else frozenset()


def _loose(note: Note) -> list[tuple[str, str]]:
    """Topics that do not stand in the text: key and the author's word."""
    return [(tag.topic, tag.shown) for tag in note.topics if f"#{tag.shown}" not in note.text]


async def _standing(tx: Read, me: Person | None, author: Person) -> Ties:
    return Ties() if me is None or me.id == author.id else await ties(tx, me.id, author.id)
