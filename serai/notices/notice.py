"""What a notice can be about, and the deed that one is written for."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

from msgspec import Struct

from serai.kernel import DraftId, NoteId, PersonId

Kind = Literal[
    "like",
    "collect",
    "comment",
    "answer",
    "mention",
    "comment_like",
    "follow",
    "request",
    "accepted",
    "trial",
    "draft",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Family = Literal["all", "hearts", "talk", "follows", "own"]
FAMILIES: Final[Mapping[Family, tuple[Kind, ...]]] = {
    "all": KINDS,
    "hearts": ("like", "collect", "comment_like"),
    "talk": ("comment", "answer", "mention"),
    "follows": ("follow", "request", "accepted"),
    "own": ("trial", "draft"),
}
"""The parts that a person may look at alone."""


class Deed(Struct, frozen=True):
    """What `actor` did that `person` should hear about, once.

    `about` is the note it was done to, if any, or the draft that did not go out. `thing` tells
    deeds of one person apart: the comment that was written or liked, the audience that was met (1
    the first), or the moment at which the draft was refused (epoch microseconds); else 0.
    """

    person: PersonId
    kind: Kind
    actor: PersonId
    about: NoteId | DraftId | None = None
    thing: int = 0
