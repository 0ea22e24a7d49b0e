"""What a clip is."""

from typing import Literal

from msgspec import Struct

from serai.clips.probed import Probed
from serai.clips.rung import Rung
from serai.clips.sprite import Sprite
from serai.kernel import ClipId, PersonId, PictureId, Why

Kind = Literal["video", "live", "loop"]
"""A video; the motion of a live photo; an animated picture, which is silent and begins anew."""

State = Literal[
    "arriving", "keep", "probe", "poster", "loudness", "ladder", "sprite", "ready", "refused"
]
"""Where a clip stands on its way: bytes arrive, then the steps of `film.Film` in this order."""


class Clip(Struct, frozen=True):
    """A clip as it stands; times in epoch microseconds, within the clip in its own microseconds.

    `size` is the bytes its file has (how many are here, `Uploads` knows); `digest` is the SHA-256
    of all of them in hex, `whole` the address of the file as it came, while it is kept. `done` is
    how much of the present step is done, 0 to 1. `gain` is the change of loudness in dB, None
    where there is no sound. `rungs` are smallest first; `master` is the address of the playlist
    over all of them. `refused` says why it stands at "refused", and `halted` at which step.
    """

    id: ClipId
    owner: PersonId
    kind: Kind
    name: str
    size: int
    received_at: int
    state: State
    since: int
    done: float = 0
    digest: str | None = None
    whole: str | None = None
    probed: Probed | None = None
    poster: PictureId | None = None
    poster_at: int = 0
    gain: float | None = None
    rungs: tuple[Rung, ...] = ()
    master: str | None = None
    sprite: Sprite | None = None
    ready_at: int | None = None
    refused: Why | None = None
    halted: State | None = None

    @property
    def addresses(self) -> frozenset[str]:
        """Every file that playing it asks for; the file as it came is none of them."""
        found = {self.master, self.sprite.address if self.sprite else None}
        found.update(one for rung in self.rungs for one in (rung.address, rung.playlist))
        return frozenset(one for one in found if one is not None)
