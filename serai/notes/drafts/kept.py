"""What a kept draft is, and how many of them somebody may have."""

from datetime import timedelta
from typing import Final

from msgspec import Struct

from serai.kernel import DraftId, PersonId, PictureId, Why, micros
from serai.notes.note import Draft

MOST: Final = 50
"""Drafts a person has at a time."""
SOONEST: Final = micros(timedelta(minutes=5))
LATEST: Final = micros(timedelta(days=90))
"""How far ahead a draft may be told to go out by itself."""
FARTHEST: Final = 280 * 365 * micros(timedelta(days=1))
HAND_LONGEST: Final = 64
LARGEST: Final = 40_000
"""Characters of a draft taken together: far more than any note holds."""


class KeptDraft(Struct, frozen=True):
    """A draft as it was saved last; times in epoch microseconds.

    `alts` describe `content.pictures`, in the same order. `hand` is the page that saved it last:
    whoever comes with it continues, whoever comes with another needs the `version` of now.
    `publish_at` is when it goes out by itself, `refused` why it did not; at `when_ready_at` it was
    told to go out as soon as its clip is ready.
    """

    id: DraftId
    owner: PersonId
    hand: str | None
    version: int
    content: Draft
    alts: tuple[str, ...]
    saved_at: int
    publish_at: int | None
    refused: Why | None
    deleted_at: int | None
    when_ready_at: int | None = None

    @property
    def heading(self) -> str:
        """Its title, else its first words; empty where it has none yet."""
        said = (self.content.title, self.content.cover_words or "", self.content.text)
        return next((line for text in said for line in text.splitlines() if line.strip()), "")


def meant(at: int) -> int | None:
    """`at` (epoch microseconds) as a time that could be typed: none before 1970 or after 2250."""
    return at if 0 < at < FARTHEST else None


def shown_in(content: Draft) -> tuple[PictureId, ...]:
    """The pictures of `content`, the one behind the words of its cover last."""
    last = () if content.cover_photo is None else (content.cover_photo,)
    return tuple(dict.fromkeys((*content.pictures, *last)))


def hand_of(said: str) -> str | None:
    """`said` as the name of a page; None where it is none that a store could keep."""
    return said if said and said.isprintable() and len(said) <= HAND_LONGEST else None
