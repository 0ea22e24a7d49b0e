"""Why this order: the sum behind each card of the page just seen, and behind one note."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.feed import Asked, Page, Part, Shown, for_you
from serai.kernel import NoteId
from serai.notes import Note, may_see, notes, see
from serai.store import Read
from serai.web.reasons import part_words, reason_words
from serai.web.render import fragment, page
from serai.web.seen import Drawn, drawn_for, remember, where_seen

routes = Routes()

_ = str  # marks a sentence for the catalogues; it is looked up when it is said

SHOWN: Final = 20
RULES: Final = {
    "not_hidden": _("you wished not to see them"),
    "not_mine": _("they are your own"),
    "not_seen": _("you have met them"),
    "not_shown": _("they stood on an earlier page"),
    "open_to_viewer": _("they are not for you to see"),
    "gate": _("the gate kept them: they are not for you to see"),
}


class Line(Struct, frozen=True):
    """One summand: its sentence, its amount, and notes it speaks of."""

    words: str
    amount: float
    notes: tuple[Note, ...] = ()


class Sum(Struct, frozen=True):
    """A card's value, summand by summand, the largest first."""

    note: Note
    slot: int
    reason: str
    score: float
    lines: tuple[Line, ...]


@routes.get("/why")
async def order(tx: Read, ask: Ask, _: None) -> Response:
    """The page just seen, or one drawn now, with the sum behind each card."""
    drawn = next(drawn_for(ask), None)
    fresh = drawn is None
    if drawn is None:
        asked = Asked(viewer=ask.person.id if ask.person else None, count=SHOWN)
        drawn = Drawn(asked.viewer, "/", await for_you(tx, ask.house.engine, asked))
        remember(ask, "/", drawn.page)
    sums = [_sum(ask, one, {}) for one in await _open(tx, ask, drawn.page)]
    dropped = [
        (len(one.notes), ask.gettext(RULES.get(one.rule, one.rule))) for one in drawn.page.dropped
    ]
    context: dict[str, Any] = {"drawn": drawn, "fresh": fresh, "sums": sums, "dropped": dropped}
    return page(ask, "why/order.html", here="why", **context)


@routes.get("/notes/{id}/why")
async def one_note(tx: Read, ask: Ask, _: None) -> Response:
    """Why this note: its sum on the page where it was met."""
    viewer = ask.person.id if ask.person else None
    note = await see(tx, viewer, ask.id(NoteId))
    found = where_seen(ask, note.id)
    told: Sum | None = None
    if found is not None:
        told = _sum(ask, found[1], await _spoken_of(tx, ask, found[1].parts))
    drawing = fragment if ask.is_htmx else page
    name = "why/note.html" if ask.is_htmx else "why/note_page.html"
    drawn = found[0] if found else None
    return drawing(ask, name, note=note, told=told, drawn=drawn, mine=viewer == note.author)


async def _open(tx: Read, ask: Ask, drawn: Page) -> list[Shown]:
    """What may still be seen of a page drawn before."""
    viewer = ask.person.id if ask.person else None
    standing = await notes(tx, [one.note.id for one in drawn.shown])
    seen = {note.id for note in await may_see(tx, viewer, standing)}
    return [one for one in drawn.shown if one.note.id in seen]


async def _spoken_of(tx: Read, ask: Ask, parts: Iterable[Part]) -> dict[str, Note]:
    """The liked notes that a sum names, as far as they may be seen."""
    ids = [
        which
        for part in parts
        if part.feature == "together"
        for said in part.about
        if (which := NoteId.parse(said)) is not None
    ]
    viewer = ask.person.id if ask.person else None
    return {str(int(n.id)): n for n in await may_see(tx, viewer, await notes(tx, ids))}


def _sum(ask: Ask, shown: Shown, named: dict[str, Note]) -> Sum:
    lines = [
        Line(part_words(ask, part), part.amount, _named(part.about, named))
        for part in sorted(shown.parts, key=lambda part: -abs(part.amount))
    ]
    reason = reason_words(ask, shown.reason)
    return Sum(shown.note, shown.slot, reason, shown.score, tuple(lines))


def _named(about: Sequence[str], named: dict[str, Note]) -> tuple[Note, ...]:
    return tuple(named[one] for one in about if one in named)
