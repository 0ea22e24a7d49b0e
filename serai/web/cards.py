"""Cards: the part that is the same for everybody is kept, the viewer's part laid over it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape
from msgspec import Struct

from serai.accounts import Person, people
from serai.entry import Ask
from serai.kernel import NoteId, PersonId, PictureId
from serai.media import Picture, pictures
from serai.notes import Note, liked_by
from serai.store import Read
from serai.web.clips import lengths, moving_covers
from serai.web.covers import card_view, face
from serai.web.filters import count
from serai.web.prose import marked
from serai.web.render import draw, escaped

KEPT: Final = 8_000
"""Cards kept drawn, about 2 kB each; the oldest go first."""

GOOD_FOR: Final = 60_000_000
"""Microseconds after which a card is drawn anew: files of a picture may have been added."""

EAGER: Final = 5
"""The first row is fetched at once, the rest when it comes near."""

SIZES: Final = "(min-width: 1400px) 224px, (min-width: 800px) 25vw, 48vw"
TITLE: Final = 80
_CUT: Final = Markup("\x00")

Key = tuple[object, ...]


class Placed(Struct, frozen=True):
    """A note at its place: `page` and `slot` name where, `reason` says why in a few words.

    Where words were looked for, `title` is its title with them marked, `excerpt` where they stand.
    """

    note: Note
    slot: int
    page: str = ""
    reason: str = ""
    title: Markup = Markup("")
    excerpt: Markup = Markup("")


class _Drawn(Struct, frozen=True):
    """A card in pieces, with gaps for its viewer's parts; `until` in epoch microseconds."""

    until: int
    pieces: tuple[str, ...]


class _Sign(Struct, frozen=True):
    """What a card says of what is in it: how long a video is, or in which way its picture moves."""

    lasts: str
    moves: str


_drawn: dict[Key, _Drawn] = {}


async def lay_out(tx: Read, ask: Ask, placed: Sequence[Placed], start: int = 0) -> Markup:
    """The cards of `placed` in order; `start` cards stand on the page before them."""
    shown = [one.note for one in placed]
    authors = await people(tx, list({note.author for note in shown})) if shown else {}
    cards = await _cards(tx, ask, shown, authors)
    me = ask.person
    liked = await liked_by(tx, me.id, [note.id for note in shown]) if me and shown else set()
    locale, label = ask.locale, like_label(ask)
    return escaped(
        "\n".join(
            _lay(
                one,
                pieces,
                start + nth,
                locale,
                heart(one.note, one.note.id in liked, locale, label),
            )
            for nth, one in enumerate(placed)
            if (pieces := cards.get(one.note.id)) is not None
        )
    )


def place_all(shown: Iterable[Note]) -> list[Placed]:
    """Notes in a plain list, without reasons."""
    return [Placed(note, slot) for slot, note in enumerate(shown)]


def _lay(one: Placed, pieces: tuple[str, ...], nth: int, locale: str, hearts: str) -> str:
    where = f' data-slot="{one.slot}" aria-posinset="{nth + 1}" aria-setsize="-1"'
    if one.page:
        where += f' data-page="{one.page}"'
    loading = ' loading="lazy"' if nth >= EAGER else ' fetchpriority="high"'
    reason = ""
    if one.reason:
        href = f"/notes/{int(one.note.id)}/why?page={one.page}"
        reason = f'<p class="reason"><a href="{href}" data-why>{_said(one.reason, locale)}</a></p>'
    elif one.excerpt:
        reason = f'<p class="excerpt">{one.excerpt}</p>'
    first, second, third, title, fourth, fifth, last = pieces
    said = f"{third}{one.title or title}{fourth}"
    return f"{first}{where}{second}{loading}{said}{reason}\n{fifth}{hearts}{last}"


@lru_cache(maxsize=4096)
def _said(reason: str, locale: str) -> str:
    return str(marked(reason, locale))


def like_label(ask: Ask) -> str:
    """What a heart is called for those who do not see it."""
    return str(escape(ask.gettext("Like")))


def heart(note: Note, liked: bool, locale: str, label: str) -> Markup:  # noqa: FBT001 - a state
    """The heart under a note; it works as a form, and scripts show it at once."""
    which = int(note.id)
    number = count(note.likes, locale) if note.likes else ""
    verb = "unlike" if liked else "like"
    return escaped(
        f'<form class="like" method="post" action="/notes/{which}/{verb}" data-note="{which}">'
        f'<button class="heart" aria-pressed="{"true" if liked else "false"}">{_HEART}'
        f'<span class="offscreen">{label}</span> '
        f'<span data-count="{note.likes}">{number}</span></button></form>'
    )


_HEART: Final = (
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 20s-7.5-4.6-9.2-9'
    'A5 5 0 0 1 12 6.6 5 5 0 0 1 21.2 11C19.5 15.4 12 20 12 20z"/></svg>'
)


async def _cards(
    tx: Read, ask: Ask, shown: Sequence[Note], authors: Mapping[PersonId, Person]
) -> dict[NoteId, tuple[str, ...]]:
    """The pieces of each card; pictures are read for those alone that are not kept."""
    now, locale = ask.house.clock.now(), ask.locale
    cards: dict[NoteId, tuple[str, ...]] = {}
    missing: list[tuple[Note, Person, Key]] = []
    for note in shown:
        author = authors.get(note.author)
        if author is None or not note.pictures:
            continue
        key: Key = (note.id, note.edited_at, locale, author.name, author.handle, author.avatar)
        kept = _drawn.get(key)
        if kept is not None and kept.until > now:
            cards[note.id] = kept.pieces
        else:
            missing.append((note, author, key))
    if missing:
        lasting = await lengths(tx, [note for note, _, _ in missing])
        wanted = [note.pictures[0] for note, _, _ in missing]
        wanted += [author.avatar for _, author, _ in missing if author.avatar]
        found = await pictures(tx, wanted)
        moving = await moving_covers(tx, [note for note, _, _ in missing], found)
        for note, author, key in missing:
            sign = _Sign(lasting.get(note.id, ""), moving.get(note.id, ""))
            if (pieces := _draw(ask, note, author, found, sign)) is not None:
                cards[note.id] = _keep(key, _Drawn(now + GOOD_FOR, pieces))
    return cards


def _keep(key: Key, card: _Drawn) -> tuple[str, ...]:
    while len(_drawn) >= KEPT:
        _drawn.pop(next(iter(_drawn)))
    _drawn[key] = card
    return card.pieces


def _draw(
    ask: Ask, note: Note, author: Person, found: Mapping[PictureId, Picture], sign: _Sign
) -> tuple[str, ...] | None:
    picture = found.get(note.pictures[0])
    if picture is None:
        return None
    text = draw(
        ask,
        "explore/card.html",
        note=note,
        title=shown_title(note),
        author=author,
        portrait=face(found.get(author.avatar)) if author.avatar else None,
        cover=card_view(picture, alt=note.cover_words or ""),
        sizes=SIZES,
        lasts=sign.lasts,
        moves=sign.moves,
        cut=_CUT,
    )
    return tuple(text.split("\x00"))


def shown_title(note: Note) -> str:
    """The line under a cover; a text cover has said its words already."""
    if note.title or note.cover_words:
        return note.title
    line = note.text.partition("\n")[0]
    return line if len(line) <= TITLE else line[: TITLE - 1].rstrip() + "…"
