"""From what was kept to what is understood."""

import asyncio
import tomllib
from collections import Counter
from importlib.resources import files
from typing import Final

from serai.arrive.kept import DROPPED, Kept
from serai.arrive.place import Placement, closeness, place, topic_rows
from serai.arrive.understanding import Understanding
from serai.arrive.weigh import Term, terms_of, weigh
from serai.models import Encoder

_NOISE: Final = frozenset(
    tomllib.loads((files("serai.arrive") / "noise.toml").read_text(encoding="utf-8"))["words"]
)
_MOST: Final = 600
"""Terms that are placed, the latest first: an archive of years searches the same things."""

_PATIENCE: Final = 6.0
"""Seconds that somebody waits for an encoder that is still being loaded."""


async def understand(kept: Kept, encoder: Encoder) -> Understanding:
    """Interests with weights and evidence; without an encoder terms are placed by words alone."""
    terms = terms_of(kept.words, _NOISE)
    terms.sort(key=lambda term: (-term.last, term.source, term.text))
    del terms[_MOST:]
    places, by_meaning = await _placed(terms, encoder)
    moments = _moments(kept)
    newest = max(moments, default=0)
    return Understanding(
        platform=kept.platform,
        interests=weigh(terms, places, newest),
        avoided=kept.avoided,
        read=_counts(kept),
        dropped={kind: kept.dropped[kind] for kind in DROPPED if kind in kept.dropped},
        suggested=kept.suggested,
        since=min(moments, default=0),
        until=newest,
        by_meaning=by_meaning,
    )


async def _placed(
    terms: list[Term], encoder: Encoder
) -> tuple[dict[str, tuple[Placement, ...]], bool]:
    texts = list(dict.fromkeys(term.text for term in terms))
    try:
        async with asyncio.timeout(_PATIENCE):
            close = await _closeness(texts, encoder)
    except TimeoutError:
        close = None
    if close is None:
        return {text: place(text, None) for text in texts}, False
    return {text: place(text, row) for text, row in zip(texts, close, strict=True)}, True


async def _closeness(texts: list[str], encoder: Encoder) -> list[list[float]] | None:
    topics = await topic_rows(encoder)
    rows = await encoder.encode(texts) if topics is not None else None
    if topics is None or rows is None:
        return None
    near: list[list[float]] = closeness(rows, topics).tolist()
    return near


def _moments(kept: Kept) -> list[int]:
    touched = (*kept.liked, *kept.saved, *kept.shared)
    times = [*(one.at for one in kept.watched), *(one.at for one in touched)]
    return [at for at in (*times, *(word.at for word in kept.words)) if at]


def _counts(kept: Kept) -> dict[str, int]:
    said = Counter(word.source for word in kept.words)
    counts = {
        "watched": len(kept.watched),
        "liked": len(kept.liked),
        "saved": len(kept.saved),
        "shared": len(kept.shared),
        "search": said["search"],
        "hashtag": said["saved_hashtag"] + said["used_hashtag"],
        "collection": said["collection"],
        "interest": said["interest"],
        "title": said["title"],
        "liked_text": said["liked_text"],
        "comment": said["comment"],
        "following": len(kept.following),
        "avoided": len(kept.avoided),
        "blocked": len(kept.blocked),
        "posts": len(kept.posts),
    }
    return {kind: count for kind, count in counts.items() if count}
