"""What captions of a clip in one language are."""

from typing import Literal

from msgspec import Struct

from serai.clips.captions.cue import Cue
from serai.kernel import ClipId


class Captions(Struct, frozen=True):
    """Captions as they stand; times in epoch microseconds, `language` a BCP 47 tag.

    `heard` is what the machine heard last, None where it never heard this language; `edited_at` is
    since when the cues are its owner's. Each change counts `version` up.
    """

    clip: ClipId
    language: str
    cues: tuple[Cue, ...]
    heard: tuple[Cue, ...] | None
    heard_at: int | None
    edited_at: int | None
    removed_at: int | None
    version: int

    @property
    def made_by(self) -> Literal["machine", "author"]:
        """Whose words they are."""
        return "machine" if self.edited_at is None else "author"


class CaptionsDraft(Struct, frozen=True):
    """Captions as their owner hands them in.

    `was` is the language they stood in until now, empty for new ones; `version` is the one their
    page knows, 0 for new ones.
    """

    language: str
    cues: tuple[Cue, ...]
    was: str = ""
    version: int = 0
