"""Follow a topic from its page; what is followed is an interest, and stands in one list."""

from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.recommend import drop_interest, follow_topic
from serai.store import Write
from serai.web.answer import Said, ask_in, quietly, told
from serai.web.avoid import topic_of
from serai.web.prose import topic_address
from serai.web.render import fragment, page
from serai.web.topic import about_topic

routes = Routes()


@routes.post("/topics/{name}/follow")
async def start(tx: Write, ask: Ask, _: None) -> Response:
    """More of this topic; a stranger is asked in first, and then it happens."""
    key = topic_of(ask)
    if ask.person is None:
        return ask_in(ask, topic_address(key), f"follow-topic:{key}")
    await follow_topic(tx, ask.person.id, key)
    if not ask.is_htmx:
        return quietly(ask, topic_address(key))
    return await _button(tx, ask, key)


@routes.post("/topics/{name}/unfollow")
async def stop(tx: Write, ask: Ask, _: None) -> Response:
    """Follow it no longer; whoever follows it again finds it as it was."""
    key = topic_of(ask)
    await drop_interest(tx, ask.must().id, key)
    about = await about_topic(tx, ask, key)
    words = ask.gettext("You no longer follow %(topic)s.", topic=about.name)
    what = Said(words, f"{about.address}/follow")
    if not ask.is_htmx:
        return page(ask, "done.html", said=what)
    response = fragment(ask, "topic/follow.html", about=about)
    response.headers["hx-trigger"] = told(ask, what, {})
    return response


async def _button(tx: Write, ask: Ask, key: str) -> Response:
    return fragment(ask, "topic/follow.html", about=await about_topic(tx, ask, key))
