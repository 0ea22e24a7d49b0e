"""Where notes stand by what they mean, and what stands near a question."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.kernel import HandClock, NoteId
from serai.models import LOADING, WIDTH, Presence, RememberedEncoder, Vectors
from serai.search import Meanings, alike, forget_note, keep_meaning
from serai.search._codes import WORDS, code_of, nearest
from serai.store import Database

RAMEN = {"ramen": "noodles", "拉面": "noodles", "拉麵": "noodles", "ラーメン": "noodles"}


def rows(seed: int, many: int) -> Vectors:
    drawn = np.random.default_rng(seed).standard_normal((many, WIDTH)).astype(np.float32)
    unit: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


@settings(deadline=None)  # the first one is compiled
@given(st.integers(0, 10_000), st.integers(0, 300), st.integers(1, 60))
def test_the_nearest_are_those_of_which_fewest_bits_differ(seed: int, many: int, most: int) -> None:
    codes = np.zeros((many, WORDS), np.uint64)
    for nth, row in enumerate(rows(seed, many)):
        codes[nth] = code_of(row)
    asked = code_of(rows(seed + 1, 1)[0])
    found = nearest(codes, asked, most)
    distances = np.bitwise_count(codes ^ asked).sum(axis=1)
    assert len(found) == len(set(found)) == min(many, most)
    assert sorted(distances[found]) == sorted(distances)[: len(found)]


async def keep(database: Database, encoder: RememberedEncoder, *texts: str) -> None:
    made = await encoder.encode(texts)
    assert made is not None
    for nth, row in enumerate(made, 1):
        async with database.write() as tx:
            await keep_meaning(tx, NoteId(nth), row)


async def found(database: Database, meanings: Meanings, typed: str) -> list[int]:
    near = await meanings.ask(database, RememberedEncoder(RAMEN), typed)
    assert near is not None
    async with database.read() as look:
        return [int(which) for which in await alike(look, near)]


async def test_a_question_finds_what_means_the_same_in_other_letters(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("serai.search.meanings.ALIKE", 0.3)  # a remembered word is told by three
    meanings, encoder = Meanings(), RememberedEncoder(RAMEN)
    await keep(database, encoder, "拉面", "tax forms and what to do", "ラーメン", "ramen")
    assert set(await found(database, meanings, "ramen")) == {1, 3, 4}
    assert (await found(database, meanings, "ramen"))[0] == 4
    assert set(await found(database, meanings, "拉麵")) >= {1, 4}
    assert await found(database, meanings, "cardigan") == []


async def test_what_is_new_changed_or_gone_is_known_at_once(
    database: Database, clock: HandClock
) -> None:
    meanings, encoder = Meanings(), RememberedEncoder(RAMEN)
    assert await found(database, meanings, "ramen") == []
    await keep(database, encoder, "ramen")
    assert await found(database, meanings, "ramen") == [1]
    clock.set(clock.now() + 1)
    await keep(database, encoder, "tax forms")
    assert await found(database, meanings, "ramen") == []
    assert await found(database, meanings, "tax forms") == [1]
    async with database.write() as tx:
        await forget_note(tx, NoteId(1))
    assert await found(database, meanings, "tax forms") == []
    assert len(meanings) == 1


async def test_many_are_taken_in_parts(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serai.search.meanings.AT_ONCE", 7)
    async with database.write() as tx:
        for nth, row in enumerate(rows(3, 40), 1):
            await keep_meaning(tx, NoteId(nth), row)
    meanings = Meanings()
    await meanings.catch_up(database)
    assert len(meanings) == 40
    assert set(meanings.near(rows(3, 40)[5], 1).ids) == {NoteId(6)}


async def test_without_an_encoder_nothing_is_near(database: Database) -> None:
    encoder, meanings = RememberedEncoder(), Meanings()
    for nothing in ("", "  ", "12:30", "🎉", "?!"):
        assert await meanings.ask(database, encoder, nothing) is None
    assert await meanings.ask(database, encoder, "x" * 10_000) is not None
    encoder._presence = Presence(LOADING)
    assert await meanings.ask(database, encoder, "ramen") is None
    await encoder.close()
    assert await meanings.ask(database, encoder, "ramen") is None
