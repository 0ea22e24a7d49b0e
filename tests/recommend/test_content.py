"""The 64 numbers of a note."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from serai.kernel import NoteId
from serai.models import IMAGE_WIDTH, WIDTH, Vectors
from serai.recommend import content, describe, unpack
from serai.recommend.content import TEXT, pack
from serai.recommend.content import WIDTH as SMALL
from serai.store import Database

random = np.random.default_rng(7)
ROWS = arrays(np.float32, (3, SMALL), elements=st.floats(-1, 1, width=32)).filter(
    lambda rows: bool((np.linalg.norm(rows, axis=1) > 0.01).all())
)


def a_row(width: int) -> Vectors:
    row = random.standard_normal(width)
    unit: Vectors = (row / np.linalg.norm(row)).astype(np.float32)
    return unit


def small(text: Vectors | None, image: Vectors | None) -> Vectors:
    vector = content(text, image)
    assert vector is not None
    assert len(vector) == SMALL
    row: Vectors = unpack(vector)[0]
    return row


@given(ROWS)
def test_packing_keeps_directions(rows: Vectors) -> None:
    back = unpack(pack(rows))
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    assert back.shape == rows.shape
    assert np.allclose(np.linalg.norm(back, axis=1), 1, atol=1e-5)
    assert ((back * unit).sum(axis=1) > 0.995).all()


def test_half_a_vector_is_refused() -> None:
    with pytest.raises(ValueError, match="reshape"):
        unpack(bytes(SMALL + 1))


def test_two_notes_are_as_near_as_their_parts_by_weight() -> None:
    one, other = ((a_row(WIDTH), a_row(IMAGE_WIDTH)) for _ in range(2))
    words = small(one[0], None) @ small(other[0], None)
    looks = small(None, one[1]) @ small(None, other[1])
    both = small(*one) @ small(*other)
    assert both == pytest.approx(0.81 * words + 0.19 * looks, abs=0.03)


def test_a_part_that_is_missing_leaves_the_other_alone() -> None:
    text, image = a_row(WIDTH), a_row(IMAGE_WIDTH)
    assert not small(text, np.zeros(IMAGE_WIDTH, np.float32))[TEXT:].any()
    assert not small(None, image)[:TEXT].any()
    assert small(text, None) @ small(text, image) == pytest.approx(0.9, abs=0.02)
    assert content(None, None) is None
    assert content(None, np.zeros(IMAGE_WIDTH, np.float32)) is None


async def test_only_a_whole_vector_is_appended_to_the_log(database: Database) -> None:
    async with database.write() as tx:
        with pytest.raises(ValueError, match="64 bytes"):
            await describe(tx, NoteId(1), b"short")
