"""What one should hear about: the page, that it was read, and the dot that lights up by itself."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from starlette.responses import Response, StreamingResponse

from serai.accounts import Person, people
from serai.entry import Ask, Routes
from serai.entry.line import line_of
from serai.graph import Ties, ties_among
from serai.kernel import NoticeId, PictureId, Refusal
from serai.media import Picture, pictures
from serai.notices import FAMILIES, Family, Heard, hear, look, unread
from serai.recommend import STAGES
from serai.store import Read, Write
from serai.web.covers import face
from serai.web.publish_keep import why_not
from serai.web.render import fragment, page, see_other

routes = Routes()

SHOWN: Final = 20
LONGEST: Final = 40
"""Characters of a title in a sentence."""

INNER: Final = str.maketrans("“”", "‘’")
"""Quotes inside the quotes of a sentence."""

STREAM: Final = {"cache-control": "no-store", "x-accel-buffering": "no"}
AGAIN: Final = 3_000
"""Milliseconds after which a browser comes again when the stream has ended."""


class Row(Struct, frozen=True):
    """A notice as the page shows it; `readers` is the size of the audience that was met.

    `quote` is what was said, `why` what kept a draft from going out.
    """

    heard: Heard
    actors: tuple[Person, ...]
    faces: tuple[str | None, ...]
    title: str
    thumb: str | None
    href: str
    standing: Ties
    readers: int = 0
    quote: str = ""
    why: str = ""


class Seen(Struct, frozen=True):
    """Up to which moment the page showed notices (epoch microseconds); empty: all there are."""

    seen: str = ""


@routes.get("/notices")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The notices, newest first; of one family where the address names it."""
    me = ask.must()
    said = ask.query.get("kind", "all")
    family: Family = next((one for one in FAMILIES if one == said), "all")
    found = await hear(tx, me.id, family, _place(ask.query.get("before", "")), SHOWN + 1)
    rows = await _rows(tx, ask, found[:SHOWN])
    more = ""
    if len(found) > SHOWN:
        last = found[SHOWN - 1].what
        more = f"/notices?kind={family}&before={last.at}-{int(last.id)}"
    if ask.is_htmx:
        return fragment(ask, "notices/more.html", rows=rows, more=more)
    return page(
        ask,
        "notices/show.html",
        rows=rows,
        more=more,
        family=family,
        seen=max((one.what.at for one in found), default=0),
        here="notices",
    )


@routes.post("/notices/read", body=Seen)
async def read(tx: Write, ask: Ask, form: Seen) -> Response:
    """All that was shown is read."""
    seen = int(form.seen) if form.seen.isascii() and form.seen.isdigit() else None
    await look(tx, ask.must().id, seen if seen is None or seen < 1 << 63 else None)
    return Response(status_code=204) if ask.is_htmx else see_other("/notices")


@routes.get("/notices/stream")
async def stream(tx: Read, ask: Ask, _: None) -> Response:
    """How many notices are unread, now and whenever that changes, as server-sent events."""
    me, bell = ask.must().id, ask.house.bell
    if bell.is_full(me):
        raise Refusal("notices.too_many_streams")
    heard = bell.listen(ask.house.database, me, await unread(tx, me))
    return StreamingResponse(_events(heard), media_type="text/event-stream", headers=STREAM)


async def _events(heard: AsyncIterator[int | None]) -> AsyncIterator[str]:
    yield f"retry: {AGAIN}\n\n"
    async for count in heard:
        yield ":\n\n" if count is None else f"data: {count}\n\n"


def _place(said: str) -> tuple[int, NoticeId] | None:
    at, _, which = said.partition("-")
    moment, notice = NoticeId.parse(at), NoticeId.parse(which)
    return (int(moment), notice) if moment is not None and notice is not None else None


async def _rows(tx: Read, ask: Ask, found: Sequence[Heard]) -> list[Row]:
    me = ask.must()
    actors = await people(tx, {who for one in found for who in one.what.actors})
    first = [one.note.pictures[0] for one in found if one.note and one.note.pictures]
    shown = await pictures(tx, [*first, *(who.avatar for who in actors.values() if who.avatar)])
    said = [one.words.picture for one in found if one.words and one.words.picture]
    shown |= await pictures(tx, said) if said else {}
    standing = await ties_among(tx, me.id, actors)
    rows: list[Row] = []
    for one in found:
        who = tuple(actors[which] for which in one.what.actors if which in actors)
        if not who:
            continue
        cover = shown.get(one.note.pictures[0]) if one.note and one.note.pictures else None
        rows.append(
            Row(
                heard=one,
                actors=who,
                faces=tuple(face(shown.get(p.avatar)) if p.avatar else None for p in who),
                title=_title(one),
                thumb=face(cover),
                href=_href(one, me, who[0]),
                standing=standing.get(who[0].id, Ties()),
                readers=_readers(one),
                quote=_quote(ask, one, shown),
                why=why_not(ask, one.draft) if one.draft else "",
            )
        )
    return rows


def _title(one: Heard) -> str:
    about = one.note or one.draft
    said = " ".join(about.heading.translate(INNER).split()) if about else ""
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"


def _quote(ask: Ask, one: Heard, shown: Mapping[PictureId, Picture]) -> str:
    said = one.words
    if said is None:
        return ""
    return line_of(ask, said, shown.get(said.picture) if said.picture else None)


def _href(one: Heard, me: Person, who: Person) -> str:
    if one.draft is not None:
        return f"/publish?draft={one.draft.id}"
    if one.note is None:
        if one.what.kind == "request" and one.what.people > 1:
            return "/settings/requests"
        if one.what.kind == "accepted":
            return f"/@{who.handle}"
        return f"/@{who.handle}" if one.what.people == 1 else f"/@{me.handle}/followers"
    return f"/notes/{one.note.id}" + (f"#c{one.words.id}" if one.words else "")


def _readers(one: Heard) -> int:
    reached = max(one.what.things, default=0)
    return STAGES[reached - 1] if one.what.kind == "trial" and 0 < reached < len(STAGES) else 0
