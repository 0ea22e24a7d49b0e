"""A gloss: Chinese words one by one, with their sound and their meaning."""

from msgspec import Struct
from starlette.responses import Response

from serai.comments import see_comment
from serai.entry import Ask, Routes
from serai.kernel import CommentId, NoteId
from serai.languages import Entry, Word, gloss
from serai.notes import see
from serai.store import Read
from serai.web.render import fragment, page

routes = Routes()


class Glossed(Struct, frozen=True):
    """A text in words; `number` counts different words, to name what a tap opens."""

    words: tuple[tuple[Word, int], ...]
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


def glossed(text: str) -> Glossed:
    """`text` word by word; a word that comes again opens the same meaning."""
    words = gloss(text)
    numbers: dict[str, int] = {}
    for word in words:
        if word.entries:
            numbers.setdefault(word.text, len(numbers) + 1)
    known = {word.text: word.entries for word in words}
    return Glossed(
        tuple((word, numbers.get(word.text, 0)) for word in words),
        tuple((number, text, known[text]) for text, number in numbers.items()),
    )


def _draw(ask: Ask, text: str, name: str, back: str) -> Response:
    template = "note/gloss.html" if ask.is_htmx else "note/gloss_page.html"
    draw = fragment if ask.is_htmx else page
    return draw(ask, template, glossed=glossed(text), name=name, back=back)
