"""Channels: the topics at the top of Explore, in the order in which they are offered."""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from serai.entry import Ask
from serai.recommend import TOPICS, avoided_of, hushes_of, interests_of, topic_name
from serai.store import Read
from serai.web.prose import topic_address

SHOWN: Final = 14
FOLLOWED: Final = 10
RISING: Final = 3


class Channel(Struct, frozen=True):
    """A topic and what it is called here."""

    key: str
    name: str


def channels(
    followed: Iterable[str],
    rising: Iterable[str],
    left_out: Iterable[str] = (),
    current: str = "",
) -> list[str]:
    """Keys of the strip, each once: what is followed, a few that rise, then those known by name.

    The current one stands in it in any case; what somebody avoids or muted does not. A pure rule.
    """
    away = set(left_out) - {current}
    own = [key for key in followed if key not in away][:FOLLOWED]
    up = [key for key in rising if key not in away and key not in own][:RISING]
    shown = [key for key in dict.fromkeys([*own, *up, *TOPICS]) if key not in away][:SHOWN]
    if current and current not in shown:
        shown = [current, *shown[: SHOWN - 1]]
    return shown


async def strip(tx: Read, ask: Ask, path: str, current: str) -> Markup:
    """The items of the strip's list for whoever asks, the topic of this very page marked."""
    followed: list[str] = []
    away: set[str] = set()
    if ask.person is not None:
        me = ask.person.id
        followed = [one.topic for one in await interests_of(tx, me)]
        away = set((await avoided_of(tx, me)).topics)
        away |= {one.what for one in await hushes_of(tx, me) if one.kind == "topic"}
    on_topic = path.startswith("/topics/")
    keys = channels(followed, ask.house.hot.topics, away, current if on_topic else "")
    return Markup("\n    ").join(
        [_item(key, ask.locale, marked=on_topic and key == current) for key in keys]
    )


def _item(key: str, locale: str, *, marked: bool) -> Markup:
    here = Markup(' aria-current="page"') if marked else ""
    name = topic_name(key, locale)
    return Markup('<li><a href="{}"{}>{}</a></li>').format(topic_address(key), here, name)
