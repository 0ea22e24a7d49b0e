"""What an engine that translates promises, whoever keeps it, and how engines are joined."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final, Protocol

Direction = tuple[str, str]
"""(source, target), both BCP 47 tags."""

PIVOT: Final = "en"
"""The language that texts go through where nobody translates directly."""


class Engine(Protocol):
    """Translates texts; a model of this machine, a server, or a remembered one in a test."""

    @property
    def name(self) -> str:
        """What an operator calls it: local, libretranslate, chat."""
        ...

    @property
    def directions(self) -> Collection[Direction] | None:
        """What it can do without a pivot; None where it takes any pair."""
        ...

    async def translate(
        self, texts: Sequence[str], source: str, target: str, /
    ) -> list[str] | None:
        """`texts` in `target`, in order, as many; None where no answer can be had."""
        ...

    async def close(self) -> None:
        """Let go of everything; it answers None from here on."""
        ...


def takes(engine: Engine, source: str, target: str) -> bool:
    """Whether the engine may be asked for this direction."""
    directions = engine.directions
    return directions is None or (source, target) in directions


def route(engines: Iterable[Engine], source: str, target: str) -> list[Direction] | None:
    """The steps from `source` to `target`: one, or two through English; None where none lead."""
    every = list(engines)
    for stops in ((source, target), (source, PIVOT, target)):
        hops = list(pairwise(stops))
        if all(one != other and any(takes(e, one, other) for e in every) for one, other in hops):
            return hops
    return None
