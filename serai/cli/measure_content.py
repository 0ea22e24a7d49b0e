"""What `serai bench content` measures with: the demo world, and pairs of sentences of a file."""

import random
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

from serai.bench import Report, Sample, bench_content, write_directions
from serai.demo import World, load_world
from serai.demo.world import DemoNote, Saying, picture_bytes
from serai.models import PhotoEncoder, SentenceEncoder
from serai.recommend import topic_name

PAIRS: Final = 1_000
SEED: Final = 1
PATIENCE: Final = 600.0
SHORTEST: Final = 4
"""Characters; what is shorter says nothing."""

_SENTENCE: Final = re.compile(r"(?<=[。！？.!?])\s*|\n")


async def measure_content(pairs: Path | None) -> Report:
    """Measure, on translations in `pairs` as well where a file is given."""
    async with _models() as (encoder, eyes):
        world = load_world()
        drawn = _drawn(pairs) if pairs else []
        return await bench_content(encoder, eyes, _samples(world), list(_said(world)), drawn)


async def learn_directions() -> Path:
    """Learn the directions anew, into the file that Serai carries."""
    into = Path(str(files("serai.recommend") / "content.npz"))
    async with _models() as (encoder, eyes):
        world = load_world()
        await write_directions(encoder, eyes, list(_said(world)), _pictures(world), into)
    return into


@asynccontextmanager
async def _models() -> AsyncIterator[tuple[SentenceEncoder, PhotoEncoder]]:
    encoder, eyes = SentenceEncoder(patience=PATIENCE), PhotoEncoder(patience=PATIENCE)
    encoder.start()
    eyes.start()
    try:
        yield encoder, eyes
    finally:
        await encoder.close()
        await eyes.close()


def _notes(world: World) -> list[DemoNote]:
    return [note for person in world for note in person.notes]


def _said(world: World) -> Iterator[str]:
    """Every title, sentence and comment of the demo world."""
    for note in _notes(world):
        for text in (note.title, *_SENTENCE.split(note.text), *_spoken(note.comments)):
            if len(text) >= SHORTEST:
                yield text


def _spoken(comments: tuple[Saying, ...]) -> Iterator[str]:
    for comment in comments:
        yield comment.text
        yield from _spoken(comment.answers)


def _pictures(world: World) -> list[bytes]:
    shots = {shot.file for note in _notes(world) for shot in note.pictures}
    return [picture_bytes(file) for file in sorted(shots)]


def _samples(world: World) -> list[Sample]:
    return [_sample(note) for note in _notes(world)]


def _sample(note: DemoNote) -> Sample:
    """In the pieces of `notes.sayings`, before the note is planted and has its credits."""
    topics = [topic_name(topic, "zh") if note.lang == "zh" else topic for topic in note.topics]
    about = f"{note.title}\n{' '.join(topics)}"
    tells = f"{note.cover.words}\n{note.text}" if note.cover else note.text
    shown = picture_bytes(note.pictures[0].file) if note.pictures else None
    return Sample((about, tells), shown, frozenset(note.topics), note.lang)


def _drawn(pairs: Path) -> list[tuple[str, str]]:
    """Pairs of which no sentence stands in another, the same ones each time."""
    found: list[tuple[str, str]] = []
    met: set[str] = set()
    for line in pairs.read_text("utf-8").splitlines():
        one, other, *_ = line.split("\t")
        if not met & {one, other}:
            met |= {one, other}
            found.append((one, other))
    return random.Random(SEED).sample(found, min(PAIRS, len(found)))  # noqa: S311 - a draw, no key
