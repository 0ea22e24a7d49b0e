"""The topics of one's own feed: weighed, dropped, added."""

from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.kernel import Refusal
from serai.recommend import choose_interest, drop_interest, interests_of, weigh_interest
from serai.store import Read, Write
from serai.web.settings_feed import LEVELS, draw_settings, level_of, place_of_slider, saved

routes = Routes()


class TopicsForm(Struct, frozen=True):
    """Topics and the places of their sliders, side by side; `drop` is a button beside one."""

    topic: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    drop: str = ""


class AddForm(Struct, frozen=True):
    """A topic as somebody calls it."""

    name: str = ""


async def weigh_again(tx: Read, ask: Ask, sent: TopicsForm | None) -> Response:
    """The sliders as they were sent, with what is wrong."""
    return await draw_settings(tx, ask, "topics", sent)


@routes.post("/settings/feed/topics", body=TopicsForm, again=weigh_again)
async def weigh(tx: Write, ask: Ask, form: TopicsForm) -> Response:
    """Weigh the topics whose sliders were moved; what was not moved keeps its exact weight."""
    me = ask.must().id
    stands = {one.topic: level_of(one.weight) for one in await interests_of(tx, me)}
    for topic, said in zip(form.topic, form.level, strict=False):
        level = place_of_slider(said)
        if level is None:
            raise Refusal("entry.malformed", what="level")
        if stands.get(topic, level) != level:
            await weigh_interest(tx, me, topic, LEVELS[level])
    if form.drop:
        await drop_interest(tx, me, form.drop)
    return saved("topics")


async def add_again(tx: Read, ask: Ask, sent: AddForm | None) -> Response:
    """The page with the name as it was typed."""
    return await draw_settings(tx, ask, "add", sent)


@routes.post("/settings/feed/topics/add", body=AddForm, again=add_again)
async def add(tx: Write, ask: Ask, form: AddForm) -> Response:
    """More of this topic, in whichever spelling or language it is named."""
    await choose_interest(tx, ask.must().id, form.name)
    return saved("topics")
