"""Cards: the part that is the same for everybody is kept, the viewer's part laid over it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape
from msgspec import Struct

from serai.accounts import Person, people
from serai.entry import Ask
from serai.kernel import NoteId, PersonId, PictureId
from serai.media import Picture, pictures
from serai.notes import Note, liked_by
from serai.store import Read
from serai.web.covers import card_view, face
from serai.web.filters import count
from serai.web.prose import marked
from serai.web.render import draw, escaped

KEPT: Final = 8_000
"""Cards kept drawn, about 2 kB each; the oldest go first."""

EAGER: Final = 5
"""The first row is fetched at once, the rest when it comes near."""

SIZES: Final = "(min-width: 1400px) 224px, (min-width: 800px) 25vw, 48vw"
TITLE: Final = 80
_CUT: Final = Markup("\x00")


class Placed(Struct, frozen=True):
    """A note at its place: `page` and `slot` name where, `reason` says why in a few words."""

    note: Note
    slot: int
    page: str = ""
    reason: str = ""


class Seen(Struct, frozen=True):
    """What cards need beside the notes, read in three questions."""

    authors: Mapping[PersonId, Person]
    pictures: Mapping[PictureId, Picture]
    liked: frozenset[NoteId]

    def face(self, person: Person) -> str | None:
        """The address of somebody's avatar, if they have one."""
        return face(self.pictures.get(person.avatar)) if person.avatar else None


_drawn: dict[tuple[object, ...], tuple[str, ...]] = {}


async def look_up(tx: Read, viewer: PersonId | None, shown: Sequence[Note]) -> Seen:
    """Read the authors, covers and hearts of `shown`."""
    authors = await people(tx, list({note.author for note in shown}))
    wanted = [note.pictures[0] for note in shown if note.pictures]
    wanted += [person.avatar for person in authors.values() if person.avatar]
    found = await pictures(tx, wanted) if wanted else {}
    liked = await liked_by(tx, viewer, [note.id for note in shown]) if viewer and shown else ()
    return Seen(authors, found, frozenset(liked))


async def lay_out(tx: Read, ask: Ask, placed: Sequence[Placed], start: int = 0) -> Markup:
    """The cards of `placed` in order; `start` cards stand on the page before them."""
    viewer = ask.person.id if ask.person else None
    seen = await look_up(tx, viewer, [one.note for one in placed])
    return escaped(
        "\n".join(
            _lay(ask, one, seen, start + nth)
            for nth, one in enumerate(placed)
            if one.note.author in seen.authors and one.note.pictures
        )
    )


def place_all(shown: Iterable[Note]) -> list[Placed]:
    """Notes in a plain list, without reasons."""
    return [Placed(note, slot) for slot, note in enumerate(shown)]


def _lay(ask: Ask, one: Placed, seen: Seen, nth: int) -> str:
    pieces = _pieces(ask, one.note, seen)
    if not pieces:
        return ""
    where = f' data-slot="{one.slot}" aria-posinset="{nth + 1}" aria-setsize="-1"'
    if one.page:
        where += f' data-page="{escape(one.page)}"'
    loading = ' loading="lazy"' if nth >= EAGER else ' fetchpriority="high"'
    reason = ""
    if one.reason:
        words = marked(one.reason, ask.locale)
        href = f"/notes/{one.note.id}/why?page={escape(one.page)}"
        reason = f'<p class="reason"><a href="{href}" data-why>{words}</a></p>\n'
    heart = heart_form(ask, one.note, liked=one.note.id in seen.liked)
    return "".join(
        (pieces[0], where, pieces[1], loading, pieces[2], reason, pieces[3], heart, pieces[4])
    )


def heart_form(ask: Ask, note: Note, *, liked: bool) -> Markup:
    """The heart under a note; it works as a form, and scripts show it at once."""
    number = count(note.likes, ask.locale) if note.likes else ""
    verb = "unlike" if liked else "like"
    label = escape(ask.gettext("Like"))
    return escaped(
        f'<form class="like" method="post" action="/notes/{note.id}/{verb}" data-note="{note.id}">'
        f'<button class="heart" aria-pressed="{"true" if liked else "false"}"'
        f' aria-label="{label}">{_HEART}'
        f'<span data-count="{note.likes}">{number}</span></button></form>'
    )


_HEART: Final = (
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 20s-7.5-4.6-9.2-9'
    'A5 5 0 0 1 12 6.6 5 5 0 0 1 21.2 11C19.5 15.4 12 20 12 20z"/></svg>'
)


def _pieces(ask: Ask, note: Note, seen: Seen) -> tuple[str, ...]:
    author = seen.authors[note.author]
    picture = seen.pictures.get(note.pictures[0])
    if picture is None:
        return ()
    portrait = seen.face(author)
    key = (
        note.id,
        note.edited_at,
        ask.locale,
        author.name,
        author.handle,
        portrait,
        picture.id,
        picture.alt,
        len(picture.variants),
    )
    found = _drawn.get(key)
    if found is None:
        found = _draw(ask, note, author, portrait, picture)
        while len(_drawn) >= KEPT:
            _drawn.pop(next(iter(_drawn)))
        _drawn[key] = found
    return found


def _draw(
    ask: Ask, note: Note, author: Person, portrait: str | None, picture: Picture
) -> tuple[str, ...]:
    text = draw(
        ask,
        "explore/card.html",
        note=note,
        title=shown_title(note),
        author=author,
        portrait=portrait,
        cover=card_view(picture, alt=note.cover_words or ""),
        sizes=SIZES,
        cut=_CUT,
    )
    return tuple(text.split("\x00"))


def shown_title(note: Note) -> str:
    """The line under a cover; a text cover has said its words already."""
    if note.title or note.cover_words:
        return note.title
    line = note.text.partition("\n")[0]
    return line if len(line) <= TITLE else line[: TITLE - 1].rstrip() + "…"
