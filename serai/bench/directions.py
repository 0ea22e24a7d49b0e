"""Learn the directions that a note's content is told by, from texts and pictures of our own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct

from serai.models import Encoder, ImageEncoder, Vectors
from serai.recommend import TOPICS
from serai.recommend.content import IMAGE, TEXT

EVENED: Final = 0.5
"""How far directions of text are evened out: 0 leaves their spread, 1 makes all of them alike."""


class Directions(Struct, frozen=True):
    """A middle `(n,)` and directions `(n, k)`: a row less the middle, times the directions."""

    middle: Vectors
    directions: Vectors

    def turn(self, rows: Vectors) -> Vectors:
        """Unit rows `(…, k)`."""
        turned: Vectors = ((rows - self.middle) @ self.directions).astype(np.float32)
        return unit(turned)


def unit(rows: Vectors) -> Vectors:
    """Every row a unit long."""
    long: Vectors = rows / np.linalg.norm(rows, axis=-1, keepdims=True)
    return long


def learn(rows: Vectors, count: int, evened: float = 0) -> Directions:
    """The `count` directions in which `rows` differ most (principal components)."""
    middle = rows.mean(axis=0)
    _, spread, axes = np.linalg.svd(rows - middle, full_matrices=False)
    return Directions(middle, axes[:count].T * (spread[0] / spread[:count]) ** evened)


def topic_texts() -> list[tuple[str, int, bool]]:
    """Everything `topics.toml` says, with the number of its topic and whether it is a phrase."""
    return [
        (text, number, text in topic.phrases)
        for number, topic in enumerate(TOPICS.values())
        for text in (*topic.names.values(), *topic.aliases, *topic.phrases)
    ]


async def write_directions(
    encoder: Encoder,
    eyes: ImageEncoder,
    said: Sequence[str],
    pictures: Sequence[bytes],
    into: Path,
) -> None:
    """Learn from the topics' words and `said`, and from `pictures`; RuntimeError without models."""
    texts = await encoder.encode([text for text, _, _ in topic_texts()] + list(said))
    looks = await eyes.encode(pictures)
    if texts is None or looks is None:
        raise RuntimeError(f"no vectors: {encoder.presence.reason or eyes.presence.reason}")
    kept = {"text": learn(texts, TEXT, EVENED), "image": learn(looks, IMAGE)}
    halves = {
        f"{part}_{name}": getattr(found, name).astype(np.float16)
        for part, found in kept.items()
        for name in ("middle", "directions")
    }
    np.savez_compressed(into, **halves)
