"""No encoder, said plainly."""

from collections.abc import Sequence

from serai.models.encoder import ABSENT, Presence, Vectors


class AbsentEncoder:
    """Answers nothing, of texts and of pictures alike, and says why."""

    def __init__(self, reason: str) -> None:
        self._presence = Presence(ABSENT, reason)

    @property
    def presence(self) -> Presence:
        """Absent, with the reason."""
        return self._presence

    async def encode(self, _: Sequence[object], /) -> Vectors | None:
        """None, whatever is asked."""
        return None

    async def close(self) -> None:
        """There is nothing to let go of."""
