"""Placing terms on topics: by name, by a word inside, by meaning; else a term stays a word."""

import asyncio
import re
from collections.abc import Sequence
from functools import cache
from typing import Final, TypeAlias
from weakref import WeakKeyDictionary

import msgspec
import numpy as np
from numpy.typing import NDArray

from serai.arrive.understanding import How
from serai.models import Encoder, Vectors
from serai.recommend import TOPICS, canonical

CLOSE: Final = 0.3
"""The cosine from which a meaning counts."""

_NEAREST: Final = 3  # phrases of a topic that are averaged: one lucky phrase is not a topic
_WORD_BONUS: Final = 0.15  # a topic's own word inside the term
_TIE: Final = 0.05  # two topics closer together than this share a term,
_SURE: Final = 0.45  # where both are as close as this: far away everything is equally close
_CJK: Final = re.compile(r"[^\x00-\u2e7f]")

Closeness: TypeAlias = NDArray[np.float32]


class Placement(msgspec.Struct, frozen=True):
    """A topic for a term: its share of the term's weight, how it was found, how close it is."""

    topic: str
    share: float
    how: How
    closeness: float


class TopicRows(msgspec.Struct, frozen=True):
    """Vectors of everything that is said about each topic, and where each topic's rows begin."""

    rows: Vectors
    starts: tuple[int, ...]


@cache
def _word_pattern() -> re.Pattern[str]:
    names = {name for topic in TOPICS.values() for name in (*topic.aliases, topic.key)}
    names = {name for name in names if len(name) > 1}
    chinese = [re.escape(name) for name in names if _CJK.search(name)]
    latin = [re.escape(name).replace(r"\-", "[- ]?") for name in names if not _CJK.search(name)]
    return re.compile(rf"\b(?:{_either(latin)})\b|{_either(chinese)}")


def _either(patterns: list[str]) -> str:
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))


def known_words(text: str) -> list[str]:
    """The words of `text` that name a topic, as they stand there; the rest is not looked at."""
    return list(dict.fromkeys(_word_pattern().findall(text[:4000].casefold())))


_making: WeakKeyDictionary[Encoder, asyncio.Task[TopicRows | None]] = WeakKeyDictionary()


async def topic_rows(encoder: Encoder) -> TopicRows | None:
    """The topics' vectors, computed once for each encoder (about a second); None without one.

    Whoever asks meanwhile waits for the same; giving up waiting does not stop it.
    """
    making = _making.get(encoder)
    if making is None or (making.done() and _came_to_nothing(making)):
        making = _making[encoder] = asyncio.create_task(_make(encoder))
    return await asyncio.shield(making)


def _came_to_nothing(made: "asyncio.Task[TopicRows | None]") -> bool:
    return made.cancelled() or made.exception() is not None or made.result() is None


async def _make(encoder: Encoder) -> TopicRows | None:
    parts: list[Vectors] = []
    starts: list[int] = []
    for topic in TOPICS.values():
        # Topic by topic, so that nobody else's question waits for all of them.
        part = await encoder.encode([*topic.names.values(), *topic.aliases, *topic.phrases])
        if part is None:
            return None
        starts.append(sum(len(rows) for rows in parts))
        parts.append(part)
    return TopicRows(np.concatenate(parts), tuple(starts))


def closeness(terms: Vectors, topics: TopicRows) -> Closeness:
    """Cosines, shape (terms, topics): the mean over each topic's nearest phrases."""
    cosines = terms @ topics.rows.T
    ends = (*topics.starts[1:], len(topics.rows))
    columns = [
        np.sort(cosines[:, start:end], axis=1)[:, -_NEAREST:].mean(axis=1)
        for start, end in zip(topics.starts, ends, strict=True)
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def place(term: str, close: Sequence[float] | None) -> tuple[Placement, ...]:
    """Where `term` belongs: one topic, two that are equally close, or none.

    `close` has a cosine for each topic in the order of `TOPICS`; None where no encoder is there.
    """
    if (key := canonical(term)) in TOPICS:
        return (Placement(key, 1.0, "name", 1.0),)
    words = [canonical(word) for word in known_words(term)]
    if close is None:
        share = 1 / max(len(words), 1)
        return tuple(Placement(topic, share, "word", 0.5) for topic in dict.fromkeys(words))
    scored = [
        (value + _WORD_BONUS * (topic in words), topic)
        for topic, value in zip(TOPICS, close, strict=True)
    ]
    return _best(sorted(scored, reverse=True)[:2], frozenset(words))


def _best(two: list[tuple[float, str]], words: frozenset[str]) -> tuple[Placement, ...]:
    (first, topic), (second, rival) = two
    if first < CLOSE:
        return ()
    found = [(topic, first, 1.0)]
    if second >= _SURE and first - second < _TIE:
        found = [(topic, first, 0.6), (rival, second, 0.4)]
    return tuple(
        Placement(key, share, "word" if key in words else "meaning", round(min(value, 1.0), 3))
        for key, value, share in found
    )
