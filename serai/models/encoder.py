"""What encoders of sentences and of pictures promise, whoever keeps the promise."""

from collections.abc import Sequence
from typing import Final, Protocol, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

WIDTH: Final = 512
"""Numbers in one vector of a text."""

IMAGE_WIDTH: Final = 1280
"""Numbers in one vector of a picture."""

LOADING: Final = "loading"
READY: Final = "ready"
ABSENT: Final = "absent"

Vectors: TypeAlias = NDArray[np.float32]


class Presence(msgspec.Struct, frozen=True):
    """Whether the weights are here.

    `state` is loading, ready or absent; `reason` says why absent.
    """

    state: str
    reason: str = ""


class Encoder(Protocol):
    """Turns short texts of many languages into directions: same meaning, same direction."""

    @property
    def presence(self) -> Presence:
        """Whether it can answer now, and if it never will, why."""
        ...

    async def encode(self, texts: Sequence[str], /) -> Vectors | None:
        """Unit rows, shape (len(texts), WIDTH), in order; None where no answer can be had.

        A text's row does not depend on the texts beside it.
        """
        ...

    async def close(self) -> None:
        """Let go of everything; `encode` answers None from here on."""
        ...


class ImageEncoder(Protocol):
    """Turns pictures into directions: similar looks, similar directions."""

    @property
    def presence(self) -> Presence:
        """Whether it can answer now, and if it never will, why."""
        ...

    async def encode(self, pictures: Sequence[bytes], /) -> Vectors | None:
        """Unit rows for encoded pictures (WebP, JPEG, AVIF or PNG), in order; None as above.

        Shape (len(pictures), IMAGE_WIDTH); zeros for bytes that are no such picture.
        """
        ...

    async def close(self) -> None:
        """Let go of everything; `encode` answers None from here on."""
        ...
