"""Watch: one video a screen, made for whoever asks; strangers may watch too."""

from typing import Any, Final

from markupsafe import Markup
from msgspec.structs import replace
from starlette.responses import Response

from serai.comments import counts
from serai.entry import Ask, Routes
from serai.feed import Shown, watch
from serai.kernel import NoteId
from serai.notes import Note, see
from serai.store import Read
from serai.web.channels import strip
from serai.web.clips import saves_data
from serai.web.explore import asked_of, first_step
from serai.web.feed_mode import is_plain
from serai.web.note import note_context
from serai.web.reasons import card_words
from serai.web.remarks import talk
from serai.web.render import draw, escaped, fragment, page, see_other
from serai.web.seen import remember

routes = Routes()

SHOWN: Final = 6
"""Videos on a page: each brings its words with it."""

PATH: Final = "/watch"


@routes.get("/watch")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The feed, or its next videos for a script."""
    return await _draw(tx, ask, None)


@routes.get("/watch/{id}")
async def begin_at(tx: Read, ask: Ask, _: None) -> Response:
    """The feed, beginning with one note; another note than a video has a page of its own."""
    viewer = ask.person.id if ask.person else None
    note = await see(tx, viewer, ask.id(NoteId))
    if note.clip is None:
        return see_other(f"/notes/{note.id}")
    return await _draw(tx, ask, note)


@routes.get("/watch/{id}/talk")
async def listen(tx: Read, ask: Ask, _: None) -> Response:
    """The talk under a video, to be laid over it; without a script it stands under its note."""
    viewer = ask.person.id if ask.person else None
    note = await see(tx, viewer, ask.id(NoteId))
    if not ask.is_htmx:
        return see_other(f"/notes/{note.id}#talk")
    return fragment(ask, "watch/talk.html", note=note, talk=await talk(tx, ask, note), typed=None)


async def _draw(tx: Read, ask: Ask, first: Note | None) -> Response:
    """The page that begins with `first`, where one is named."""
    made = await watch(tx, ask.house.engine, replace(asked_of(ask), count=SHOWN))
    remember(ask, PATH, made)
    shown = [one for one in made.shown if first is None or one.note.id != first.id]
    reels = [await _reel(tx, ask, first, None, "")] if first is not None else []
    reels += [await _reel(tx, ask, one.note, one, made.id) for one in shown]
    context: dict[str, Any] = {
        "reels": Markup("\n").join([one for one in reels if one]),
        "more": f"{PATH}?after={made.more}" if made.more else "",
    }
    if ask.is_htmx:
        return fragment(ask, "watch/more.html", **context)
    context["channels"] = await strip(tx, ask, PATH, "watch")
    href, button = first_step(ask)
    return page(
        ask,
        "watch/show.html",
        here="explore",
        plain=is_plain(ask),
        href=href,
        button=button,
        **context,
    )


async def _reel(tx: Read, ask: Ask, note: Note, shown: Shown | None, where: str) -> Markup:
    """One video with everything beside it; empty where its file is not ready."""
    context = await note_context(tx, ask, note, None)
    if context["clip"] is None:
        return Markup("")
    said = (await counts(tx, [note.id])).get(note.id, 0)
    reason = card_words(ask, shown.reason) if shown is not None else ""
    slot = shown.slot if shown is not None else None
    return escaped(
        draw(
            ask,
            "watch/reel.html",
            **context,
            said=said,
            reason=reason,
            page_id=where,
            slot=slot,
            saving=saves_data(ask),
        )
    )
