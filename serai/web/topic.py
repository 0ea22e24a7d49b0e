"""A topic's page: its notes in three orders, who follows it, what stands beside it."""

from functools import partial
from typing import Final, get_args
from urllib.parse import urlencode

from markupsafe import Markup
from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.feed import Sorting, topic
from serai.kernel import Refusal
from serai.notes import TOPIC_MOST, notes_of_topic, topics_beside
from serai.recommend import (
    Hush,
    canonical,
    follows_topic,
    topic_followers,
    topic_hush,
)
from serai.store import Read
from serai.web.channels import Channel
from serai.web.explore import asked_of
from serai.web.feed_page import Empty, Feed, draw_feed
from serai.web.prose import topic_address
from serai.web.render import draw, escaped, see_other
from serai.web.settings_feed import shown_name

routes = Routes()

LONGEST: Final = 60
BESIDE: Final = 8


class About(Struct, frozen=True):
    """A topic as its page shows it; `many` says that there are more notes than `notes`."""

    key: str
    name: str
    address: str
    notes: int
    many: bool
    followers: int
    follows: bool
    hushed: Hush | None
    beside: tuple[Channel, ...]


@routes.get("/topics/{name}")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """Notes with a topic; its other spellings lead to the one page."""
    said = ask.path["name"]
    key = canonical(said) if len(said) <= LONGEST and said.isprintable() else ""
    if not key:
        raise Refusal("entry.not_found")
    if key != said:
        return see_other(topic_address(key))
    sorting = sorting_of(ask.query.get("order", ""))
    made = await topic(tx, ask.house.engine, asked_of(ask), key, sorting)
    path = topic_address(key) + ("" if sorting == "best" else f"?order={sorting}")
    name = shown_name(key, ask.locale)
    feed = Feed(path, name, key, "explore", _empty(ask, key, name), headed=True)
    return await draw_feed(tx, ask, feed, made, partial(_head, tx, ask, key, sorting))


def sorting_of(said: str) -> Sorting:
    """The order that an address names; the usual one for anything else."""
    found: dict[str, Sorting] = {one: one for one in get_args(Sorting)}
    return found.get(said, "best")


def _empty(ask: Ask, key: str, name: str) -> Empty:
    publish = f"/publish?{urlencode({'topic': key})}"
    return Empty(
        "lantern",
        ask.gettext("Nothing about this yet"),
        ask.gettext("Write the first note about %(topic)s, and it stands here.", topic=name),
        publish,
        ask.gettext("Write the first note"),
    )


async def _head(tx: Read, ask: Ask, key: str, sorting: Sorting) -> Markup:
    about = await about_topic(tx, ask, key)
    return escaped(draw(ask, "topic/head.html", about=about, sorting=sorting))


async def about_topic(tx: Read, ask: Ask, key: str) -> About:
    """What is known of the topic of this key, for whoever asks."""
    viewer = ask.person.id if ask.person else None
    many = await notes_of_topic(tx, viewer, key)
    beside = await topics_beside(tx, key, BESIDE)
    return About(
        key,
        shown_name(key, ask.locale),
        topic_address(key),
        min(many, TOPIC_MOST),
        many > TOPIC_MOST,
        await topic_followers(tx, key),
        await follows_topic(tx, viewer, key),
        await topic_hush(tx, viewer, key),
        tuple([Channel(one, shown_name(one, ask.locale)) for one in beside]),
    )
