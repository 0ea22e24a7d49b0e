"""A note as the engine knows it: never its words or pictures."""

from typing import Final

from msgspec import Struct

from serai.kernel import NoteId, PersonId

TOPICS_READ: Final = 6
"""Topics of one note that count; more of them bring a note no further."""


class Candidate(Struct, frozen=True):
    """A note that may stand in feeds; `public` ones in everybody's, others with followers alone.

    `topics` are canonical keys, `published_at` epoch microseconds, `place` the territory where it
    plays, else the one that its author chose to be met in, if any; `seconds` is the length of a
    video, 0 for pictures.
    """

    note: NoteId
    author: PersonId
    topics: tuple[str, ...]
    language: str
    published_at: int
    public: bool
    place: str = ""
    seconds: float = 0.0
