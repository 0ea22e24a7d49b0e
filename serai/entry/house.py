"""The house as the ways in see it: the database and the crafts, put together by `app`."""

from urllib.parse import urlsplit

from msgspec import Struct, field

from serai.boards import BoardLimits
from serai.clips import ClipLimits, Crew
from serai.entry.words import Words
from serai.hot import Hot
from serai.kernel import Clock
from serai.languages import Interpreter
from serai.media import Blobs, Darkroom, PictureLimits
from serai.models import Encoder
from serai.notes import NoteLimits
from serai.notes.drafts import Press
from serai.notices import Bell
from serai.recommend import Engine
from serai.search import Meanings
from serai.store import Database


class Place(Struct, frozen=True):
    """Where this Serai stands: its public address (scheme and host) and its name."""

    address: str
    name: str = "Serai"

    @property
    def secure(self) -> bool:
        """Whether people reach it by https, so that cookies may say so."""
        return self.address.startswith("https://")

    @property
    def host(self) -> str:
        """The host people type, without a port."""
        return urlsplit(self.address).hostname or "localhost"

    def cookie(self, name: str) -> str:
        """A cookie's full name: `__Host-` needs https, and is dropped in silence without it."""
        return f"__Host-serai_{name}" if self.secure else f"serai_{name}"


class Limits(Struct, frozen=True):
    """What may be sent, published at /api/serai/v1/instance."""

    note: NoteLimits
    picture: PictureLimits
    clip: ClipLimits = ClipLimits()
    writes_per_minute: int = 120
    sign_ins_per_minute: int = 10
    board: BoardLimits = BoardLimits()


class House(Struct, frozen=True):
    """Everything a request may need; nobody above `entry` holds more."""

    database: Database
    clock: Clock
    blobs: Blobs
    darkroom: Darkroom
    crew: Crew
    encoder: Encoder
    engine: Engine
    limits: Limits
    place: Place
    words: Words
    bell: Bell = field(default_factory=Bell)
    hot: Hot = field(default_factory=Hot)
    interpreter: Interpreter = field(default_factory=Interpreter)
    meanings: Meanings = field(default_factory=Meanings)

    @property
    def press(self) -> Press:
        """What drafts go out with."""
        return Press(self.darkroom, self.blobs, self.limits.note, self.limits.picture)
