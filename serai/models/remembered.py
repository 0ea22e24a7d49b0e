"""An encoder without weights: words decide, a table decides for some. For tests and for trying."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from serai.models.encoder import ABSENT, READY, WIDTH, Presence, Vectors

_WORD: Final = re.compile(r"[a-z0-9]+|[^\W\d_a-z]", re.IGNORECASE)


class RememberedEncoder:
    """Texts that share words point the same way; `meanings` gives words a common meaning.

    `RememberedEncoder({"monstera": "plants", "绿植": "plants"})` puts both beside each other.
    """

    def __init__(self, meanings: Mapping[str, str] | None = None) -> None:
        self._meanings = dict(meanings or {})
        self._presence = Presence(READY)

    @property
    def presence(self) -> Presence:
        """Ready until closed."""
        return self._presence

    async def encode(self, texts: Sequence[str]) -> Vectors | None:
        """Unit rows, shape (len(texts), WIDTH); None once closed."""
        if self._presence.state != READY:
            return None
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        return np.stack([self._direction(text) for text in texts])

    async def close(self) -> None:
        """From here on nothing is answered."""
        self._presence = Presence(ABSENT, "closed")

    def _direction(self, text: str) -> Vectors:
        folded = text.casefold()
        words = [meaning for word, meaning in self._meanings.items() if word in folded]
        words += _WORD.findall(folded) or [folded]
        total: Vectors = np.stack([_noise(word) for word in words]).sum(axis=0)
        unit: Vectors = (total / np.linalg.norm(total)).astype(np.float32)
        return unit


def _noise(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:8], "big")
    drawn: Vectors = np.random.default_rng(seed).standard_normal(WIDTH).astype(np.float32)
    return drawn
