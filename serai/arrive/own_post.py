"""A post of the person's own, as far as it may be brought along: its id, its day and its title."""

import re
from collections.abc import Sequence
from typing import Final

from serai.arrive.fields import first, video_in, when
from serai.arrive.kept import Posted
from serai.arrive.tiktok_json import Record
from serai.arrive.values import id_of, line, without_links

TITLES: Final = ("title", "full_text", "text")
"""Where the words of an own post stand."""

_OPEN: Final = frozenset({"", "public", "everyone", "n/a"})
_PASSED_ON: Final = re.compile(r"RT @\w+:")


def own_post(record: Record, words: Sequence[str]) -> Posted | None:
    """The post that a record of the person's own posts tells of.

    It is called by its title; a post that has none, by the `words` that were known in it. None
    where nothing in the record says the id (most own posts of a TikTok archive link to the bare
    video file), where others could not see it, and where it only passes another's post on.
    """
    which = id_of(record.get("id_str", "")) or video_in(record)
    is_open = record.get("whocanview", "").strip().casefold() in _OPEN
    if not which or not is_open or _PASSED_ON.match(first(record, TITLES)):
        return None
    title = line(without_links(first(record, TITLES[:1])))
    return Posted(which, when(record), title or line(", ".join(words)))
