"""Encoders without weights: words and colours decide. For tests and for trying."""

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from PIL import Image, UnidentifiedImageError

from serai.models.encoder import ABSENT, IMAGE_WIDTH, READY, WIDTH, Presence, Vectors

_WORD: Final = re.compile(r"[a-z0-9]+|[^\W\d_a-z]", re.IGNORECASE)
_SHADES: Final = 6
"""Shades of each colour that a remembered picture tells apart."""


class _Ready:
    """Ready until closed."""

    def __init__(self) -> None:
        self._presence = Presence(READY)

    @property
    def presence(self) -> Presence:
        """Ready until closed."""
        return self._presence

    async def close(self) -> None:
        """From here on nothing is answered."""
        self._presence = Presence(ABSENT, "closed")


class RememberedEncoder(_Ready):
    """Texts that share words point the same way; `meanings` gives words a common meaning.

    `RememberedEncoder({"monstera": "plants", "绿植": "plants"})` puts both beside each other.
    """

    def __init__(self, meanings: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._meanings = dict(meanings or {})

    async def encode(self, texts: Sequence[str], /) -> Vectors | None:
        """Unit rows, shape (len(texts), WIDTH); None once closed."""
        if self._presence.state != READY:
            return None
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        return np.stack([self._direction(text) for text in texts])

    def _direction(self, text: str) -> Vectors:
        folded = text.casefold()
        words = [meaning for word, meaning in self._meanings.items() if word in folded]
        words += _WORD.findall(folded) or [folded]
        total: Vectors = np.stack([_noise(word) for word in words]).sum(axis=0)
        unit: Vectors = (total / np.linalg.norm(total)).astype(np.float32)
        return unit


class RememberedImageEncoder(_Ready):
    """Pictures of the same colours point the same way."""

    async def encode(self, pictures: Sequence[bytes], /) -> Vectors | None:
        """Rows of shape (len(pictures), IMAGE_WIDTH), unit or zeros; None once closed."""
        if self._presence.state != READY:
            return None
        rows = [_colours(picture) for picture in pictures]
        return np.stack(rows) if rows else np.zeros((0, IMAGE_WIDTH), np.float32)


def _colours(picture: bytes) -> Vectors:
    row = np.zeros(IMAGE_WIDTH, np.float32)
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            seen = np.asarray(opened.convert("RGB").resize((16, 16)), np.int64)
    except UnidentifiedImageError:
        return row
    shades = (seen * _SHADES // 256).reshape(-1, 3) @ np.array([_SHADES * _SHADES, _SHADES, 1])
    np.add.at(row, shades, 1)
    unit: Vectors = row / np.linalg.norm(row)
    return unit


def _noise(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:8], "big")
    drawn: Vectors = np.random.default_rng(seed).standard_normal(WIDTH).astype(np.float32)
    return drawn
