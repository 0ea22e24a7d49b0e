"""What the world is planted in: the parts of a house that its people's deeds touch."""

from typing import Protocol

from serai.clips import Crew
from serai.media import Blobs, Darkroom
from serai.store import Database


class Ground(Protocol):
    """A house as far as `plant` needs it; its limits are for newcomers, the story keeps its own."""

    @property
    def database(self) -> Database:
        """Where the deeds are written."""
        ...

    @property
    def blobs(self) -> Blobs:
        """Where pictures are kept."""
        ...

    @property
    def darkroom(self) -> Darkroom:
        """Where pictures are cut."""
        ...

    @property
    def crew(self) -> Crew:
        """Who makes films."""
        ...
