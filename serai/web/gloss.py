"""A gloss: Chinese words one by one, with their sound and their meaning."""

import re
from typing import Final

from msgspec import Struct
from starlette.responses import Response

from serai.comments import see_comment
from serai.entry import Ask, Routes
from serai.kernel import CommentId, NoteId
from serai.languages import Entry, Word, gloss, is_wordy
from serai.notes import see
from serai.store import Read
from serai.web.render import fragment, page
from serai.web.ties import named

routes = Routes()

_BLANK_LINES: Final = re.compile(r"\n\s*\n")


class Tapped(Struct):
    """A word to tap, with the signs behind it, which must not begin a line without it.

    `number` names what a tap opens; 0 for what no dictionary knows.
    """

    word: Word
    number: int
    tail: str = ""


class Glossed(Struct, frozen=True):
    """A text in words, and what each different one means."""

    words: tuple[Tapped, ...]
    meanings: tuple[tuple[int, str, tuple[Entry, ...]], ...]


@routes.get("/notes/{id}/gloss")
async def note(tx: Read, ask: Ask, _: None) -> Response:
    """The words of a note."""
    found = await see(tx, ask.person.id if ask.person else None, ask.id(NoteId))
    said = "\n".join(filter(None, (found.title, found.cover_words, found.text)))
    return _draw(ask, said, f"n{found.id}", f"/notes/{found.id}")


@routes.get("/comments/{id}/gloss")
async def comment(tx: Read, ask: Ask, _: None) -> Response:
    """The words of a comment."""
    found = await see_comment(tx, ask.person.id if ask.person else None, ask.id(CommentId))
    return _draw(ask, found.text, f"c{found.id}", f"/notes/{found.note}#c{found.id}")


@routes.get("/@{handle}/gloss")
async def person(tx: Read, ask: Ask, _: None) -> Response:
    """The words of what somebody says of themselves."""
    found = await named(tx, ask)
    return _draw(ask, found.bio, f"p{found.id}", f"/@{found.handle}")


def glossed(text: str) -> Glossed:
    """`text` word by word; a word that comes again opens the same meaning."""
    words = gloss(_BLANK_LINES.sub("\n", text))
    numbers: dict[str, int] = {}
    for word in words:
        if word.entries:
            numbers.setdefault(word.text, len(numbers) + 1)
    known = {word.text: word.entries for word in words}
    tapped: list[Tapped] = []
    for word in words:
        number = numbers.get(word.text, 0)
        if number or not tapped or is_wordy(word.text[0]) or word.text.isspace():
            tapped.append(Tapped(word, number))
        else:
            tapped[-1].tail += word.text
    meanings = tuple((number, said, known[said]) for said, number in numbers.items())
    return Glossed(tuple(tapped), meanings)


def _draw(ask: Ask, text: str, name: str, back: str) -> Response:
    template = "note/gloss.html" if ask.is_htmx else "note/gloss_page.html"
    draw = fragment if ask.is_htmx else page
    return draw(ask, template, glossed=glossed(text), name=name, back=back)
