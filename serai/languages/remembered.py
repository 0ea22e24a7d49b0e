"""An engine that needs no model: it writes the target's tag before each text. For tests."""

from collections.abc import Collection, Sequence

from serai.languages.engine import Direction


class RememberedEngine:
    """Translates what `directions` names, and remembers every text it was asked for."""

    def __init__(self, directions: Collection[Direction] | None = None) -> None:
        self.name = "remembered"
        self.directions = directions
        self.asked: list[str] = []
        self.closed = False

    async def translate(
        self, texts: Sequence[str], source: str, target: str, /
    ) -> list[str] | None:
        """`texts`, each behind the target's tag; None where the direction is none of its own."""
        known = self.directions is None or (source, target) in self.directions
        if self.closed or not known:
            return None
        self.asked += texts
        return [f"{target}: {text}" for text in texts]

    async def close(self) -> None:
        """It answers None from here on."""
        self.closed = True
