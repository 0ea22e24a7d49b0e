"""`bench content`: how much of a note's meaning is left in its 64 small numbers."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from serai.bench.directions import EVENED, Directions, learn, topic_texts, unit
from serai.bench.machine import machine
from serai.bench.web import Report
from serai.models import Encoder, ImageEncoder, Vectors
from serai.notes import sayings_row
from serai.recommend import TOPICS
from serai.recommend.content import TEXT, content, unpack

NONE: Final[Vectors] = np.zeros(0, np.float32)


class Sample(Struct, frozen=True):
    """A note to measure by: what it says, what it shows, and what it is about."""

    sayings: tuple[str, ...]
    picture: bytes | None
    topics: frozenset[str]
    language: str


async def bench_content(
    encoder: Encoder,
    eyes: ImageEncoder,
    samples: Sequence[Sample],
    said: Sequence[str],
    pairs: Sequence[tuple[str, str]],
) -> Report:
    """Topics of phrases not learnt from, notes of one topic, and translations, where given."""
    measures = await _topics(encoder, said) | await _notes(encoder, eyes, samples)
    if pairs:
        measures |= await _pairs(encoder, pairs)
    rounded = {name: round(float(value), 3) for name, value in measures.items()}
    return Report(bench="content", machine=machine(), runs=1, measures=rounded)


async def _rows(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    rows = await encoder.encode(texts)
    if rows is None:
        raise RuntimeError(f"no vectors: {encoder.presence.reason or 'not in time'}")
    return rows


def _small(rows: Vectors) -> Vectors:
    return unpack(b"".join(content(row, None) or b"" for row in rows))


async def _topics(encoder: Encoder, said: Sequence[str]) -> dict[str, float]:
    """How often the nearest topic is the phrase's own, with half the phrases to learn from."""
    texts = topic_texts()
    rows = await _rows(encoder, [text for text, _, _ in texts])
    others = await _rows(encoder, said)
    of = np.array([number for _, number, _ in texts])
    is_phrase = np.array([phrase for _, _, phrase in texts])
    names = np.stack(
        [(await _rows(encoder, list(topic.names.values()))) for topic in TOPICS.values()]
    )
    fold = np.arange(len(texts)) % 2
    right: list[bool] = []
    for half in (0, 1):
        asked = is_phrase & (fold == half)
        taught = learn(np.concatenate([rows[~asked], others]), TEXT, EVENED)
        right += list(_nearest(taught, rows[asked], names) == of[asked])
    whole = Directions(np.zeros(rows.shape[1], np.float32), np.eye(rows.shape[1], dtype=np.float32))
    before = np.mean(_nearest(whole, rows[is_phrase], names) == of[is_phrase])
    return {"topic_right": np.mean(right), "topic_right_512": before}


def _nearest(directions: Directions, rows: Vectors, names: Vectors) -> NDArray[np.intp]:
    centres = unit(directions.turn(names).mean(axis=1))
    nearest: NDArray[np.intp] = np.argmax(directions.turn(rows) @ centres.T, axis=1)
    return nearest


async def _notes(
    encoder: Encoder, eyes: ImageEncoder, samples: Sequence[Sample]
) -> dict[str, float]:
    """Cosines of notes that share a topic and of notes that share none, also across languages."""
    vectors: list[bytes] = []
    for sample in samples:
        looks = None if sample.picture is None else await eyes.encode([sample.picture])
        text = sayings_row(await _rows(encoder, sample.sayings))
        vectors.append(content(text, None if looks is None else looks[0]) or b"")
    rows = unpack(b"".join(vectors))
    cosines = rows @ rows.T
    shares = np.array([[bool(a.topics & b.topics) for b in samples] for a in samples])
    across = np.array([[a.language != b.language for b in samples] for a in samples])
    two = ~np.eye(len(samples), dtype=bool)
    nearest = np.argmax(np.where(two, cosines, -2), axis=1)
    return {
        "notes_same_topic": cosines[shares & two].mean(),
        "notes_other_topic": cosines[~shares].mean(),
        "notes_same_topic_across": cosines[shares & across].mean(),
        "notes_other_topic_across": cosines[~shares & across].mean(),
        "notes_told_apart": _auc(cosines[shares & two], cosines[~shares]),
        "notes_nearest_shares_topic": shares[np.arange(len(samples)), nearest].mean(),
    }


def _auc(higher: Vectors, lower: Vectors) -> float:
    """How often one of `higher` is above one of `lower`."""
    places = np.searchsorted(np.sort(lower), higher)
    return float(places.mean() / len(lower))


async def _pairs(encoder: Encoder, pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """How often the nearest text of the other language is the translation."""
    one = await _rows(encoder, [pair[0] for pair in pairs])
    other = await _rows(encoder, [pair[1] for pair in pairs])
    small, large = _small(one) @ _small(other).T, one @ other.T
    own = np.arange(len(pairs))
    return {
        "pairs_first_to_second": np.mean(small.argmax(1) == own),
        "pairs_second_to_first": np.mean(small.argmax(0) == own),
        "pairs_first_to_second_512": np.mean(large.argmax(1) == own),
        "pairs_second_to_first_512": np.mean(large.argmax(0) == own),
    }
