"""What an archive says about somebody's taste, with the evidence for every word of it."""

from typing import Final, Literal

import msgspec

from serai.arrive.kept import Suggested

How = Literal["name", "word", "meaning"]
"""A term names the topic, holds a word of the topic, or means something close to it."""


class Evidence(msgspec.Struct, frozen=True):
    """A term from the archive: where it stood, how often, and how it was placed.

    `last` is epoch seconds of the last time (0 unknown); `closeness` is 1 for a name, else the
    cosine to the topic's phrases.
    """

    source: str
    text: str
    count: int
    last: int
    how: How
    closeness: float


class Interest(msgspec.Struct, frozen=True):
    """A topic (`known`) or a word left as it is; `weight` in (0, 1], the strongest is 1."""

    key: str
    known: bool
    weight: float
    evidence: tuple[Evidence, ...]


class Understanding(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is told back to the person; `interests` strongest first.

    `read` counts what was kept by kind, `dropped` what was passed over; `since` and `until` are
    epoch seconds of the oldest and newest thing kept (0 unknown). `by_meaning` says whether the
    sentence encoder could help.
    """

    platform: str
    interests: tuple[Interest, ...] = ()
    avoided: tuple[str, ...] = ()
    read: dict[str, int] = msgspec.field(default_factory=dict)
    dropped: dict[str, int] = msgspec.field(default_factory=dict)
    suggested: Suggested = Suggested()
    since: int = 0
    until: int = 0
    by_meaning: bool = False


CHOSEN: Final = "chosen"
"""The platform of an arrival without an archive: the person picked topics themselves."""
