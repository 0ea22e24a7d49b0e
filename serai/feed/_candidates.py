"""Candidates of a search: the newest ids that may be seen and are not filtered out, bounded."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from msgspec import Struct

from serai.feed.wanted import SINCES, Wanted
from serai.graph import followees
from serai.kernel import NoteId, PersonId
from serai.kernel.ids import EPOCH, LARGEST, SPREAD
from serai.notes import Sifted, place_key, plain, sift
from serai.recommend import opened_by
from serai.store import Read

LOOKED_AT: Final = 3_000
"""Notes with the words that are looked at for a page, where filters leave most of them out."""

LEAST: Final = 40
MOST: Final = 1_000
"""Ids read at a time."""

DAY: Final = 86_400_000
"""Milliseconds."""

Ids = Callable[[int, int, int], Awaitable[list[NoteId]]]
"""Ids below the first number, newest first, at most as many as the second, above the third."""


class Newest(Struct, frozen=True):
    """The newest that fit; older ones than `last` were not looked at where there are `more`."""

    rows: list[Sifted]
    last: int
    more: bool


class Candidates:
    """What one search may show to one viewer."""

    def __init__(self, tx: Read, viewer: PersonId | None, wanted: Wanted) -> None:
        self._tx, self._viewer, self._wanted = tx, viewer, wanted
        self._sifted: dict[NoteId, Sifted | None] = {}
        self._opened: frozenset[NoteId] = frozenset()
        self._followed: frozenset[PersonId] = frozenset()
        self._place = place_key(wanted.place) if wanted.place else None
        days = SINCES[wanted.since]
        # Ids grow with time: what is older is not even looked up.
        self._since = max(tx.now // 1_000 - days * DAY - EPOCH, 0) << SPREAD if days else 0

    @classmethod
    async def of(cls, tx: Read, viewer: PersonId | None, wanted: Wanted) -> "Candidates":
        """With what must be known of the viewer to filter."""
        made = cls(tx, viewer, wanted)
        if viewer is not None and wanted.met in {"new", "opened"}:
            made._opened = await opened_by(tx, viewer)
        elif viewer is not None and wanted.met == "followed":
            made._followed = await followees(tx, viewer)
        return made

    async def newest(
        self, ids: Ids, most: int, *, before: int | None = None, unfiltered: bool = False
    ) -> Newest:
        """Up to `most` that fit; without filters what the viewer may see alone counts."""
        rows: list[Sifted] = []
        last, looked = before or LARGEST, 0
        while len(rows) < most and looked < LOOKED_AT:
            ask = min(max(2 * (most - len(rows)), LEAST), MOST)
            found = await ids(last, ask, 0 if unfiltered else self._since)
            seen = await self._sift(found)
            fit = seen if unfiltered else [row for row in seen if self._fits(row)]
            room = most - len(rows)
            rows += fit[:room]
            if len(fit) > room:
                return Newest(rows, rows[-1].id, more=True)
            if len(found) < ask:
                return Newest(rows, last, more=False)
            last, looked = found[-1], looked + len(found)
        return Newest(rows, last, more=True)

    async def fitting(self, ids: Sequence[NoteId]) -> list[Sifted]:
        """Those of `ids` that fit, in their order."""
        seen = await self._sift([which for which in ids if int(which) > self._since])
        return [row for row in seen if self._fits(row)]

    async def _sift(self, ids: Sequence[NoteId]) -> list[Sifted]:
        """Tiers overlap: each note is read once."""
        new = [which for which in ids if which not in self._sifted]
        self._sifted.update(dict.fromkeys(new))
        self._sifted.update({row.id: row for row in await sift(self._tx, self._viewer, new)})
        return [row for which in ids if (row := self._sifted[which]) is not None]

    def _fits(self, row: Sifted) -> bool:
        wanted = self._wanted
        if wanted.kind not in {None, row.kind} or not self._is_there(row):
            return False
        if wanted.met == "new":
            return row.id not in self._opened
        if wanted.met == "opened":
            return row.id in self._opened
        return wanted.met != "followed" or row.author in self._followed

    def _is_there(self, row: Sifted) -> bool:
        """A known place by its key, in whatever language; another by the beginning of its name."""
        if not self._wanted.place:
            return True
        if self._place is not None and row.place_key == self._place:
            return True
        return plain(row.place or "").startswith(plain(self._wanted.place))
