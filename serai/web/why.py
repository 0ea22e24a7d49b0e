"""Why this order: the sum behind each card of the page just seen, and behind one note."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.feed import Asked, Page, Part, Shown, explain, for_you, plain
from serai.kernel import NoteId
from serai.notes import Note, may_see, notes, see
from serai.store import Read
from serai.web.feed_mode import is_plain
from serai.web.reasons import part_words, reason_words
from serai.web.render import fragment, page
from serai.web.seen import Drawn, drawn_for, remember, where_seen

routes = Routes()

_ = str  # marks a sentence for the catalogues; it is looked up when it is said

SHOWN: Final = 20
SPOKEN: Final = ("together", "attention")
"""Parts that name notes."""

RULES: Final = {
    "not_avoided": _("you wished to meet neither their author nor their topic"),
    "not_filtered": _("one of your filters stands in them"),
    "not_muted": _("you muted their author"),
    "not_hushed": _("you muted a topic or a word of theirs"),
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
    """A card's value, summand by summand: from an average note on, the largest first.

    `chance` is how likely it was to stand there, in percent, where the place was kept for a new
    note; else 0. A feed in order of time has no lines.
    """

    note: Note
    slot: int
    reason: str
    score: float
    chance: int
    lines: tuple[Line, ...]


@routes.get("/why")
async def order(tx: Read, ask: Ask, _: None) -> Response:
    """The page just seen, or one drawn now, with the sum behind each card."""
    drawn = next(drawn_for(ask), None)
    fresh = drawn is None
    if drawn is None:
        asked = Asked(viewer=ask.person.id if ask.person else None, count=SHOWN)
        first = plain if is_plain(ask) else for_you
        drawn = Drawn(asked.viewer, "/", await first(tx, ask.house.engine, asked))
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
        if part.feature in SPOKEN
        for said in part.about
        if (which := NoteId.parse(said)) is not None
    ]
    viewer = ask.person.id if ask.person else None
    return {str(int(n.id)): n for n in await may_see(tx, viewer, await notes(tx, ids))}


def _sum(ask: Ask, shown: Shown, named: dict[str, Note]) -> Sum:
    parts = [step.part for step in explain(shown)]
    lines = [
        Line(part_words(ask, part, shown.note), part.amount, _named(part.about, named))
        for part in parts
    ]
    return Sum(
        note=shown.note,
        slot=shown.slot,
        reason=reason_words(ask, shown.reason),
        score=shown.score,
        chance=round(100 * shown.propensity),
        lines=tuple(lines),
    )


def _named(about: Sequence[str], named: dict[str, Note]) -> tuple[Note, ...]:
    return tuple(named[one] for one in about if one in named)
