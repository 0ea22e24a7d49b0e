"""Less of this: the sheet under a note, and authors and topics not to be met again."""

from starlette.responses import Response

from serai.accounts import people
from serai.entry import Ask, Routes
from serai.kernel import NoteId, Refusal
from serai.notes import see
from serai.recommend import (
    avoid_author,
    avoid_topic,
    topic_key,
    unavoid_author,
    unavoid_topic,
)
from serai.store import Read, Write
from serai.web.answer import Said, ask_in, quietly, said
from serai.web.prose import topic_address
from serai.web.render import fragment, page
from serai.web.settings_feed import saved, shown_name
from serai.web.ties import named

routes = Routes()


@routes.get("/notes/{id}/less")
async def less(tx: Read, ask: Ask, _: None) -> Response:
    """What there may be less of: this note, its author, one of its topics."""
    note = await see(tx, ask.person.id if ask.person else None, ask.id(NoteId))
    drawing = fragment if ask.is_htmx else page
    return drawing(
        ask,
        "note/less.html" if ask.is_htmx else "note/less_page.html",
        note=note,
        author=(await people(tx, [note.author]))[note.author],
        mine=ask.person is not None and ask.person.id == note.author,
        topics=[
            (topic_address(tag.topic), shown_name(tag.topic, ask.locale)) for tag in note.topics
        ],
    )


@routes.post("/@{handle}/avoid")
async def begin_author(tx: Write, ask: Ask, _: None) -> Response:
    """Nothing by this author in one's own feed; they are not told."""
    them = await named(tx, ask)
    if ask.person is None:
        return ask_in(ask, f"/@{them.handle}")
    await avoid_author(tx, ask.person.id, them.id)
    words = ask.gettext("Your feed leaves out notes by %(name)s from now on.", name=them.name)
    handle = {"handle": them.handle}
    return said(ask, Said(words, f"/@{them.handle}/unavoid"), gone_author=handle)


@routes.post("/@{handle}/unavoid")
async def end_author(tx: Write, ask: Ask, _: None) -> Response:
    """They may stand in the feed again."""
    them = await named(tx, ask)
    await unavoid_author(tx, ask.must().id, them.id)
    return _taken_back(ask)


@routes.post("/topics/{name}/avoid")
async def begin_topic(tx: Write, ask: Ask, _: None) -> Response:
    """Nothing about this topic in one's own feed."""
    key = topic_of(ask)
    if ask.person is None:
        return ask_in(ask, topic_address(key))
    await avoid_topic(tx, ask.person.id, key)
    words = ask.gettext(
        "Your feed leaves out the topic %(topic)s from now on.", topic=shown_name(key, ask.locale)
    )
    return said(ask, Said(words, f"{topic_address(key)}/unavoid"), gone_topic={"topic": key})


@routes.post("/topics/{name}/unavoid")
async def end_topic(tx: Write, ask: Ask, _: None) -> Response:
    """It may stand in the feed again."""
    await unavoid_topic(tx, ask.must().id, topic_of(ask))
    return _taken_back(ask)


def _taken_back(ask: Ask) -> Response:
    return saved("avoided") if "settings" in ask.query else quietly(ask, "/settings/feed")


def topic_of(ask: Ask) -> str:
    """The topic of the address; raises `Refusal` entry.not_found where it can be none."""
    try:
        return topic_key(ask.path["name"])
    except Refusal as no:
        raise Refusal("entry.not_found") from no
