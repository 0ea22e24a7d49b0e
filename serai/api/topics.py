"""Topics: what is known of one, and not to hear of one, or of a word, for a time."""

from datetime import datetime
from typing import Annotated, Final

from msgspec import Meta, Struct

from serai.api.asking import viewer
from serai.entry import Ask, Routes
from serai.kernel import Refusal, iso
from serai.kernel.clock import MICROS
from serai.notes import TOPIC_MOST, notes_of_topic, topics_beside
from serai.recommend import (
    Hush,
    follows_topic,
    hush,
    hushes_of,
    topic_followers,
    topic_key,
    topic_name,
    unhush,
)
from serai.store import Read, Write

routes = Routes()

BESIDE: Final = 8
LONGEST: Final = 200
"""Characters of a word in an address."""


class TopicView(Struct, frozen=True):
    """A topic by its key; `name` in your language, `notes` are counted up to 1,000.

    `following` is whether it is one of your interests; `beside` stand on the same notes.
    """

    topic: str
    name: str
    notes: int
    followers: int
    following: bool
    beside: tuple[str, ...]


class HushDraft(Struct, frozen=True):
    """When it ends, with its offset from UTC; null: when you unmute."""

    until: Annotated[datetime, Meta(tz=True)] | None = None


class HushView(Struct, frozen=True):
    """A topic's key or a word (`kind`) you muted, and when it ends (ISO 8601 in UTC)."""

    kind: str
    what: str
    until: str | None


class HushesView(Struct, frozen=True):
    """All you muted at this moment, the latest first."""

    items: tuple[HushView, ...]


@routes.get("/api/serai/v1/topics/{name}", answer=TopicView)
async def read_topic(tx: Read, ask: Ask, _: None) -> TopicView:
    """A topic, in any spelling; follow it as one of `/me/interests`."""
    key = _key(ask)
    return TopicView(
        key,
        topic_name(key, ask.locale),
        min(await notes_of_topic(tx, viewer(ask), key), TOPIC_MOST),
        await topic_followers(tx, key),
        await follows_topic(tx, viewer(ask), key),
        tuple(await topics_beside(tx, key, BESIDE)),
    )


def _key(ask: Ask) -> str:
    try:
        return topic_key(ask.path["name"])
    except Refusal as no:
        raise Refusal("entry.not_found") from no


@routes.get("/api/serai/v1/me/hushed", answer=HushesView)
async def read_hushed(tx: Read, ask: Ask, _: None) -> HushesView:
    """The topics and words you muted."""
    found = await hushes_of(tx, ask.must().id)
    return HushesView(tuple([_view(one) for one in found]))


def _view(one: Hush) -> HushView:
    return HushView(one.kind, one.what, None if one.until is None else iso(one.until))


@routes.put("/api/serai/v1/topics/{name}/mute", body=HushDraft)
async def mute_topic(tx: Write, ask: Ask, draft: HushDraft) -> None:
    """Meet no note with this topic, in feeds, search and notices."""
    await hush(tx, ask.must().id, "topic", ask.path["name"], _until(draft))


@routes.delete("/api/serai/v1/topics/{name}/mute")
async def unmute_topic(tx: Write, ask: Ask, _: None) -> None:
    """Meet it again."""
    await unhush(tx, ask.must().id, "topic", ask.path["name"])


@routes.put("/api/serai/v1/me/hushed/words/{word}", body=HushDraft)
async def mute_word(tx: Write, ask: Ask, draft: HushDraft) -> None:
    """Meet no note with this word."""
    await hush(tx, ask.must().id, "word", ask.path["word"], _until(draft))


@routes.delete("/api/serai/v1/me/hushed/words/{word}")
async def unmute_word(tx: Write, ask: Ask, _: None) -> None:
    """Meet it again."""
    me, word = ask.must().id, ask.path["word"]
    if len(word) > LONGEST:
        raise Refusal("entry.not_found")
    await unhush(tx, me, "word", word)


def _until(draft: HushDraft) -> int | None:
    return None if draft.until is None else round(draft.until.timestamp() * MICROS)
