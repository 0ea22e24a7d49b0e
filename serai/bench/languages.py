"""`bench languages`: is a language told, a translation found, and what does translating cost."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from serai.bench.labelled import FILE, posts, span_f1
from serai.bench.machine import machine
from serai.bench.web import Report
from serai.kernel import SystemClock
from serai.languages import Interpreter, detect, turn_all
from serai.models import LocalPairs, SentenceEncoder, Vectors
from serai.search import simplified
from serai.store import Database, migrate, open_database

RUNS: Final = 20
PAIRS: Final = 1_000
SEED: Final = 7
PATIENCE: Final = 600
MILLI: Final = 1_000

POST: Final = (
    "First loaf that did not turn into a brick, number {}. I let the dough rest overnight in the"
    " cold kitchen and baked it before anybody was awake."
)
"""What is translated: two sentences, 130 characters."""

Tell = Callable[[str], None]


def bench_languages(pairs: Path | None, tell: Tell) -> Report:
    """Measure what can be measured here; `pairs` holds sentences and translations, tab between."""
    return asyncio.run(_measure(pairs, tell))


async def _measure(pairs: Path | None, tell: Tell) -> Report:
    measures: dict[str, float] = {}
    if FILE.is_file():
        tell("the language of 400 short posts")
        measures |= _told()
    if pairs is not None:
        tell(f"the translations of {PAIRS:,} sentences")
        measures |= await _found(_drawn(pairs))
    tell("a post from English into Portuguese")
    measures |= await _translated()
    rounded = {name: round(value, 4) for name, value in measures.items()}
    return Report(bench="languages", machine=machine(), runs=RUNS, measures=rounded)


def _told() -> dict[str, float]:
    every = posts()
    right = sum(detect(post.text) == post.language for post in every)
    begin = time.process_time()
    for post in every:
        detect(post.text)
    each = (time.process_time() - begin) * MILLI / len(every)
    mixed = [post for post in every if post.kind == "mixed"]
    return {
        "language_accuracy": right / len(every),
        "span_f1": span_f1(mixed),
        "detect_ms": each,
    }


def _drawn(pairs: Path) -> list[list[str]]:
    lines = [line.split("\t")[:2] for line in pairs.read_text("utf-8").splitlines()]
    return random.Random(SEED).sample(lines, PAIRS)  # noqa: S311 - to be repeatable


async def _found(drawn: Sequence[Sequence[str]]) -> dict[str, float]:
    """How often the nearest sentence of the other side is the one that stands beside it."""
    encoder = SentenceEncoder(patience=PATIENCE)
    encoder.start()
    english = await _rows(encoder, [said for said, _ in drawn])
    chinese = await _rows(encoder, [simplified(said) for _, said in drawn])
    await encoder.close()
    own = np.arange(PAIRS)
    alike = chinese @ english.T
    return {
        "zh_en_top1": float((alike.argmax(axis=1) == own).mean()),
        "en_zh_top1": float((alike.argmax(axis=0) == own).mean()),
    }


async def _rows(encoder: SentenceEncoder, texts: Sequence[str]) -> Vectors:
    rows = await encoder.encode(texts)
    if rows is None:
        raise RuntimeError(f"no vectors: {encoder.presence.reason or 'not in time'}")
    return rows


async def _translated() -> dict[str, float]:
    """One post as a reader gets it: through engine and store, and from the store alone."""
    with TemporaryDirectory(prefix="serai-languages-") as folder:
        url = f"sqlite:///{Path(folder, 'serai.db')}"
        await migrate(url)
        database = await open_database(url, SystemClock())
        interpreter = Interpreter([LocalPairs(Path(folder), patience=PATIENCE)])
        try:
            if not interpreter.reaches("en", "pt"):
                return {}
            await _turned(database, interpreter, POST.format("zero"))  # which opens the model
            new, kept = [], []
            for nth in range(RUNS):
                said = POST.format(nth)
                new.append(await _turned(database, interpreter, said))
                kept.append(await _read(database, said))
        finally:
            await interpreter.close()
            await database.close()
    return {"translate_new_ms": median(new), "translate_cached_ms": median(kept)}


async def _turned(database: Database, interpreter: Interpreter, said: str) -> float:
    begin = time.perf_counter()
    await asyncio.gather(*interpreter.begin(database, [said], ("pt",), "pt"))
    await _read(database, said)
    return (time.perf_counter() - begin) * MILLI


async def _read(database: Database, said: str) -> float:
    begin = time.perf_counter()
    async with database.read() as look:
        (found,) = await turn_all(look, [said], ("pt",), "pt")
    if found.left:
        raise RuntimeError("the post was not translated")
    return (time.perf_counter() - begin) * MILLI
