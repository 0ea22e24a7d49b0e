"""For whom a page is made: everything that may bear on it, and nothing else."""

from msgspec import Struct

from serai.kernel import PersonId
from serai.recommend.interests import Interest


class Viewer(Struct, frozen=True, kw_only=True):
    """What a page is made from besides the log; a stranger has no `person` and nothing else.

    `now` is epoch microseconds; `seed` draws the small chances, so that the same seed draws the
    same page.
    """

    now: int
    seed: int
    person: PersonId | None = None
    interests: tuple[Interest, ...] = ()
    followees: frozenset[PersonId] = frozenset()
    languages: tuple[str, ...] = ()
    shown: frozenset[int] = frozenset()
    """Footprints of the notes on earlier pages of the same scroll."""

    @property
    def known(self) -> bool:
        """Whether anything of the viewer may bear on the page."""
        return self.person is not None or bool(self.interests)
