"""Which parts of a TikTok archive are what, in every generation of the layout.

A part is known by its own name and the one above it, never by where the two stand: sections were
moved between 2022 and 2026, and mixed forms occur. Names are compared in lower case.
"""

from collections.abc import Mapping
from typing import Final

LISTS: Final[Mapping[tuple[str, str], str]] = {
    ("video browsing history", "videolist"): "watched",
    ("watch history", "videolist"): "watched",
    ("like list", "itemfavoritelist"): "liked",
    ("favorite videos", "favoritevideolist"): "saved",
    ("share history", "sharehistorylist"): "shared",
    ("reposts", "repostlist"): "shared",
    ("search history", "searchlist"): "search",
    ("searches", "searchlist"): "search",
    ("hashtag", "hashtaglist"): "used_hashtag",
    ("favorite hashtags", "favoritehashtaglist"): "saved_hashtag",
    ("favorite collection", "favoritecollectionlist"): "collection",
    ("following list", "following"): "following",
    ("following", "following"): "following",
    ("block", "blocklist"): "blocked",
    ("block list", "blocklist"): "blocked",
    ("comments", "commentslist"): "comment",
    ("comment", "commentslist"): "comment",
    ("videos", "videolist"): "title",
    ("posts", "videolist"): "title",
}
"""(parent, list) -> kind, for lists of records."""

LEAVES: Final[Mapping[str, str]] = {
    "username": "handle",
    "displayname": "name",
    "biodescription": "bio",
    "app language": "language",
    "video languages preferences": "language",
    "interests": "interest",
    "keyword filters for videos in for you feed": "avoided",
    "keyword filters for videos in following feed": "avoided",
    "for you feed filter keywords": "avoided",
    "following feed filter keywords": "avoided",
}
"""Name -> kind, for single values and lists of values inside `PLACES` only."""

PLACES: Final = frozenset({"profilemap", "settingsmap", "content preferences"})
"""The maps whose single values may be kept."""

PRIVATE: Final[Mapping[str, str]] = {
    "direct messages": "messages",
    "direct message": "messages",
    "chat history": "messages",
    "group chat": "messages",
    "tako chat history": "messages",
    "login history": "logins",
    "status": "logins",
    "autofill": "contact",
    "auto fill": "contact",
    "purchase history": "purchases",
    "purchases": "purchases",
    "tiktok shopping": "purchases",
    "tiktok shop": "purchases",
    "income plus wallet transactions": "purchases",
    "income+ wallet": "purchases",
    "ads and data": "ads",
    "ad interests": "ads",
    "off tiktok activity": "elsewhere",
    "tiktok live": "live",
    "follower list": "followers",
    "follower": "followers",
    "location review": "places",
    "poi review": "places",
}
"""Name -> kind of what is passed over; everything below such a name is."""

CONTACT: Final = frozenset(
    {"emailaddress", "telephonenumber", "birthdate", "accountregion", "inferredgender"}
)
"""Single values of the profile that are passed over as `contact`."""

WRAPPERS: Final = frozenset({"app", "isfastlane"})
"""Marks around lists that say nothing about anybody."""


def fold(name: str) -> str:
    """A name as it is compared: lower case, single spaces, no colons at the end."""
    return " ".join(name.casefold().rstrip(": ").split())
