"""How likely it was that new notes stood where they did, on the pages drawn last."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from serai.kernel import NoteId, PersonId

KEPT: Final = 10_000
"""Pages."""


class Chances:
    """One process's memory of its draws: what weighs an impression must not come from a browser."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[PersonId, str], dict[NoteId, float]] = OrderedDict()

    def keep(self, person: PersonId, page: str, drawn: Mapping[NoteId, float]) -> None:
        """Remember the propensities of the notes drawn for a page; the oldest pages go first."""
        if not drawn:
            return
        self._kept[person, page] = dict(drawn)
        self._kept.move_to_end((person, page))
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def of(self, person: PersonId, page: str, note: NoteId) -> float | None:
        """The propensity of a note on a page drawn for `person`, where it is known."""
        return self._kept.get((person, page), {}).get(note)
