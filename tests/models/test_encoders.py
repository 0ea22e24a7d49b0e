import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from serai.models import (
    ABSENT,
    LOADING,
    READY,
    WIDTH,
    AbsentEncoder,
    Encoder,
    RememberedEncoder,
    SentenceEncoder,
)

TEXTS = ["monstera care", "绿植 养护", "", "🪴", "a" * 5000, "monstera care"]

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["remembered", "sentences"])
async def encoder(request: pytest.FixtureRequest) -> AsyncIterator[Encoder]:
    if request.param == "remembered":
        remembered = RememberedEncoder({"monstera": "plants", "绿植": "plants"})
        yield remembered
        await remembered.close()
        return
    sentences = await _started()
    yield sentences
    await sentences.close()


async def _started() -> SentenceEncoder:
    sentences = SentenceEncoder(patience=60)
    sentences.start()
    await sentences.encode([])
    if sentences.presence.state == ABSENT:
        pytest.skip(f"no sentence encoder: {sentences.presence.reason}")
    return sentences


async def test_rows_are_unit_vectors_in_order_and_the_same_each_time(encoder: Encoder) -> None:
    first = await encoder.encode(TEXTS)
    again = await encoder.encode(TEXTS[1:])
    assert first is not None
    assert again is not None
    assert first.shape == (len(TEXTS), WIDTH)
    assert first.dtype == np.float32
    assert np.allclose(np.linalg.norm(first, axis=1), 1, atol=1e-4)
    assert np.allclose(first[0], first[-1], atol=1e-4)
    assert np.allclose(first[1:], again, atol=1e-4)


async def test_nothing_asked_is_no_rows(encoder: Encoder) -> None:
    rows = await encoder.encode([])
    assert rows is not None
    assert rows.shape == (0, WIDTH)


async def test_the_same_meaning_in_two_languages_points_the_same_way(encoder: Encoder) -> None:
    rows = await encoder.encode(["monstera plant", "绿植 养护", "football results"])
    assert rows is not None
    assert rows[0] @ rows[1] > rows[2] @ rows[1]


async def test_a_closed_encoder_is_absent_and_answers_nothing(encoder: Encoder) -> None:
    assert encoder.presence.state == READY
    await encoder.close()
    assert encoder.presence.state == ABSENT
    assert await encoder.encode(["tea"]) is None


async def test_starting_does_not_wait_for_the_weights() -> None:
    sentences = SentenceEncoder()
    sentences.start()
    assert sentences.presence.state in {LOADING, ABSENT}
    await sentences.close()


async def test_an_absent_encoder_says_why_and_answers_nothing() -> None:
    absent: Encoder = AbsentEncoder("switched off")
    assert absent.presence.reason == "switched off"
    assert await absent.encode(["tea"]) is None
    await absent.close()


async def test_weights_of_another_hash_are_not_used(tmp_path: Path) -> None:
    forged = tmp_path / "model.onnx"
    forged.write_bytes(b"not the model")
    sentences = SentenceEncoder(path=forged)
    sentences.start()
    assert await sentences.encode(["tea"]) is None
    assert sentences.presence.state == ABSENT
    assert "SHA-256" in sentences.presence.reason
    await sentences.close()


async def test_a_worker_that_dies_is_replaced() -> None:
    sentences = await _started()
    before = await sentences.encode(["tea"])
    _end_worker()
    after = await sentences.encode(["tea"])
    assert before is not None
    assert after is not None
    assert np.allclose(before, after, atol=1e-4)
    await sentences.close()


async def test_many_callers_at_once_each_get_their_own_rows() -> None:
    sentences = await _started()
    words = ["tea", "rain", "moss", "train", "bread"]
    together = await asyncio.gather(*(sentences.encode([word]) for word in words))
    alone = await sentences.encode(words)
    assert alone is not None
    for row, got in zip(alone, together, strict=True):
        assert got is not None
        assert np.allclose(row, got[0], atol=1e-4)
    await sentences.close()


def _end_worker() -> None:
    (worker,) = multiprocessing.active_children()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
