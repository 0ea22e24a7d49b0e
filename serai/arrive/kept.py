"""What is kept of an archive; there is no field for anything else, so nothing else is stored."""

import msgspec


class Watched(msgspec.Struct, frozen=True, array_like=True):
    """A video seen: the old platform's id, epoch seconds (0 unknown), seconds spent if known."""

    video: int
    at: int = 0
    dwell: int | None = None


class Touched(msgspec.Struct, frozen=True, array_like=True):
    """A video liked, saved or passed on: the old platform's id, epoch seconds (0 unknown)."""

    video: int
    at: int = 0


class Word(msgspec.Struct, frozen=True, array_like=True):
    """Something said: `source` as in `SOURCES`, a short text, epoch seconds (0 unknown)."""

    source: str
    text: str
    at: int = 0


class Posted(msgspec.Struct, frozen=True, array_like=True):
    """A post of one's own: the old platform's id, epoch seconds (0 unknown), its first words."""

    post: int
    at: int = 0
    title: str = ""


class Suggested(msgspec.Struct, frozen=True):
    """How the person was called over there, to fill the form with."""

    handle: str = ""
    name: str = ""
    bio: str = ""
    languages: tuple[str, ...] = ()


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept of one archive, and how much was passed over, by kind."""

    platform: str
    watched: tuple[Watched, ...] = ()
    liked: tuple[Touched, ...] = ()
    saved: tuple[Touched, ...] = ()
    shared: tuple[Touched, ...] = ()
    words: tuple[Word, ...] = ()
    posts: tuple[Posted, ...] = ()
    avoided: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    suggested: Suggested = Suggested()
    dropped: dict[str, int] = msgspec.field(default_factory=dict)


SOURCES = (
    "search",
    "saved_hashtag",
    "used_hashtag",
    "collection",
    "interest",
    "title",
    "liked_text",
    "comment",
    "follow",
)
"""Where a word can come from, strongest evidence first."""

DROPPED = (
    "messages",
    "logins",
    "contact",
    "purchases",
    "ads",
    "elsewhere",
    "live",
    "followers",
    "places",
    "other",
)
"""Kinds of things that are passed over unread."""
