"""An encoder that is not there, and says so."""

from collections.abc import Sequence

from serai.models.encoder import ABSENT, Presence, Vectors


class AbsentEncoder:
    """Answers None; `reason` tells why there are no weights."""

    def __init__(self, reason: str) -> None:
        self.presence = Presence(ABSENT, reason)

    async def encode(self, texts: Sequence[str]) -> Vectors | None:  # noqa: ARG002 - none is read
        """None, always."""
        return None

    async def close(self) -> None:
        """Nothing to close."""
