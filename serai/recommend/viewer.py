"""For whom a page is made: everything that may bear on it, and nothing else."""

from msgspec import Struct

from serai.kernel import PersonId
from serai.recommend.interests import Interest
from serai.recommend.wishes import Wishes


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
    wishes: Wishes = Wishes()
    avoids_authors: frozenset[PersonId] = frozenset()
    avoids_topics: frozenset[str] = frozenset()
    shown: frozenset[int] = frozenset()
    """Footprints of the notes on earlier pages of the same scroll."""

    @property
    def known(self) -> bool:
        """Whether anything of the viewer may bear on the page."""
        return self.person is not None or bool(self.interests)


class Anyone(Struct, frozen=True, kw_only=True):
    """For whom a page is made that is not made for a person: there is no field for one.

    `topics` are chosen for this session, `place` too, `languages` are those of the pages: all of
    it stands in the request. Account, follows, interests, deeds and wishes have no place here.
    """

    now: int
    seed: int
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    place: str = ""
    shown: frozenset[int] = frozenset()

    def as_viewer(self) -> Viewer:
        """The same as the engine takes it: a stranger."""
        return Viewer(
            now=self.now,
            seed=self.seed,
            interests=tuple([Interest(key, 1.0, "chosen", (), self.now) for key in self.topics]),
            languages=self.languages,
            wishes=Wishes(place=self.place),
            shown=self.shown,
        )
