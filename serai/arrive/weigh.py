"""How much each term counts, and the interests that all terms together make."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from serai.arrive.kept import Word
from serai.arrive.place import Placement
from serai.arrive.understanding import Evidence, Interest

WEIGHTS: Final[Mapping[str, float]] = {
    "search": 1.0,
    "saved_hashtag": 0.7,
    "interest": 0.7,
    "collection": 0.6,
    "used_hashtag": 0.6,
    "title": 0.5,
    "liked_text": 0.4,
    "comment": 0.2,
    "follow": 0.15,
}
"""What one mention is worth by where it stood: asked for, marked, said, heard."""

HALF_LIFE: Final = 120 * 86_400
"""Seconds after which a mention counts half, measured back from the archive's newest day."""

_LEAST: Final = 0.02
_MOST: Final = 60
_SHOWN: Final = 12
_SURE: Final = 0.6  # a cosine from which a placement counts in full


class Term(msgspec.Struct, frozen=True):
    """A text from one source, how often it stood there, and epoch seconds of its last time."""

    source: str
    text: str
    count: int
    last: int


def terms_of(words: Iterable[Word], noise: frozenset[str]) -> list[Term]:
    """Words counted by source and text; those that say nothing are left out."""
    times: dict[tuple[str, str], list[int]] = defaultdict(list)
    for word in words:
        if word.text not in noise:
            times[word.source, word.text].append(word.at)
    return [Term(source, text, len(at), max(at)) for (source, text), at in times.items()]


def strength(term: Term, newest: int) -> float:
    """Source weight x log2(1 + count) x 2^(-age / half-life); a term without a date is not aged."""
    age = max(newest - term.last, 0) if term.last else 0
    return WEIGHTS[term.source] * math.log2(1 + term.count) * math.exp2(-age / HALF_LIFE)


def weigh(
    terms: Iterable[Term], places: Mapping[str, tuple[Placement, ...]], newest: int
) -> tuple[Interest, ...]:
    """Interests, strongest first; the strongest weighs 1, and a word half of what a topic does."""
    weight: dict[tuple[str, bool], float] = defaultdict(float)
    evidence: dict[tuple[str, bool], list[tuple[float, Evidence]]] = defaultdict(list)
    for term in terms:
        for found in places.get(term.text) or (Placement("", 0.5, "name", 1.0),):
            key = (found.topic or term.text, bool(found.topic))
            value = strength(term, newest) * found.share * min(1.0, found.closeness / _SURE)
            weight[key] += value
            said = Evidence(
                term.source, term.text, term.count, term.last, found.how, found.closeness
            )
            evidence[key].append((value, said))
    most = max(weight.values(), default=1.0)
    kept = sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    return tuple(
        Interest(key, known, round(value / most, 4), _strongest(evidence[key, known]))
        for (key, known), value in kept
        if value / most >= _LEAST
    )


def _strongest(said: list[tuple[float, Evidence]]) -> tuple[Evidence, ...]:
    ordered = sorted(said, key=lambda item: (-item[0], item[1].text))
    return tuple(one for _, one in ordered[:_SHOWN])
