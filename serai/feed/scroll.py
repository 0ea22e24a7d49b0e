"""A scroll: pages one behind the other in which no note comes twice, told in an opaque cursor."""

import base64
import binascii
import hashlib
import secrets
from typing import Final

import msgspec
from msgspec import Struct

from serai.kernel import NoteId, Refusal
from serai.recommend import footprint

FOOTPRINT: Final = 3
"""Bytes kept of each note that was shown: one in 16 million is taken for another."""

REMEMBERED: Final = 1_000
LONGEST: Final = 6_000
LATEST: Final = 2**62


class Scroll(Struct, frozen=True, array_like=True):
    """Where a scroll stands: its seed, how many pages came before, and what they showed.

    `before` is where a feed in order of time goes on: epoch microseconds and a note.
    """

    seed: str
    number: int = 0
    before: tuple[int, int] | None = None
    shown: bytes = b""

    @property
    def page(self) -> str:
        """The id of the page at this place."""
        return f"{self.seed}.{self.number}"

    @property
    def place(self) -> tuple[int, NoteId | None]:
        """The time and the note before which a page in order of time begins."""
        return (LATEST, None) if self.before is None else (self.before[0], NoteId(self.before[1]))

    def draw(self) -> int:
        """64 bits that belong to this page."""
        return int.from_bytes(hashlib.blake2b(self.page.encode(), digest_size=8).digest())

    def footprints(self) -> frozenset[int]:
        """Of the notes on earlier pages of this scroll, as the engine knows them."""
        places = range(0, len(self.shown), FOOTPRINT)
        return frozenset(int.from_bytes(self.shown[at : at + FOOTPRINT]) for at in places)

    def behind(self, at: int, note: NoteId) -> "Scroll":
        """The scroll behind a page in order of time that ended with `note` of the time `at`."""
        return Scroll(self.seed, self.number + 1, (at, int(note)))

    def then(self, ids: list[NoteId]) -> "Scroll":
        """The scroll behind a page that showed `ids`."""
        more = b"".join(footprint(one).to_bytes(FOOTPRINT) for one in ids)
        shown = (self.shown + more)[-FOOTPRINT * REMEMBERED :]
        return Scroll(self.seed, self.number + 1, None, shown)


def write(scroll: Scroll) -> str:
    """The scroll as an opaque word for an address."""
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(scroll)).decode().rstrip("=")


def read(word: str | None, seed: str | None) -> Scroll:
    """The scroll behind `word`, or a new one. Raises `Refusal` feed.cursor where it is none."""
    if word is None:
        return Scroll(seed or secrets.token_urlsafe(6))
    try:
        if len(word) > LONGEST:
            raise Refusal("feed.cursor")
        padded = word + "=" * (-len(word) % 4)
        raw = base64.b64decode(padded, altchars=b"-_", validate=True)
        found = msgspec.msgpack.decode(raw, type=Scroll)
    except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
        raise Refusal("feed.cursor") from error
    if not _sound(found):
        raise Refusal("feed.cursor")
    return found


def _sound(scroll: Scroll) -> bool:
    numbers = (scroll.number, *(scroll.before or ()))
    return (
        len(scroll.seed) <= 24  # noqa: PLR2004 - our seeds are far shorter
        and all(0 <= number < 2**63 for number in numbers)
        and len(scroll.shown) % FOOTPRINT == 0
    )
