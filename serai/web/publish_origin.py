"""Posts of an older platform in the composer: which of them a note may have been."""

from typing import Final

from msgspec import Struct

from serai.entry import Ask
from serai.kernel import NoteId
from serai.languages import detect
from serai.recommend import OwnPost, origin_of, posts_left
from serai.store import Read
from serai.web.filters import day

PLATFORMS: Final = {"tiktok": "TikTok", "x": "X"}
OFFERED: Final = 500
"""The newest old posts that are offered; all of them are told at /api/serai/v1/me/posts."""


class Choice(Struct, frozen=True):
    """An old post to choose; `language` is that of its title, "und" where it has none."""

    outside: str
    label: str
    language: str


class Origins(Struct, frozen=True):
    """What the composer offers; `was` is the post that an edited note was before."""

    choices: tuple[Choice, ...] = ()
    was: OwnPost | None = None


async def origins(tx: Read, ask: Ask, note: NoteId | None) -> Origins:
    """The asker's old posts that are no note yet, for a new note or one that was none before."""
    if ask.person is None:
        return Origins()
    was = None if note is None else await origin_of(tx, note)
    if was is not None:
        return Origins(was=was)
    left = await posts_left(tx, ask.person.id, OFFERED)
    return Origins(tuple(_choice(one, ask.locale) for one in left))


def platform(post: OwnPost) -> str:
    """The platform's name as people write it."""
    key = post.outside.partition(":")[0]
    return PLATFORMS.get(key, key)


def _choice(post: OwnPost, locale: str) -> Choice:
    when = day(post.at, locale) if post.at else platform(post)
    title = post.title or post.outside.partition(":")[2]
    return Choice(post.outside, f"{when} · {title}", detect(post.title))
