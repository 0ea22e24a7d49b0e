"""The gate of one page: asked last, once about each note, and never failing open."""

from collections.abc import Collection, Iterable
from typing import Final

from serai.boards import collected_by
from serai.graph import muted_among
from serai.kernel import NoteId, PersonId
from serai.notes import Note, liked_by, may_see, not_filtered, not_hushed, notes
from serai.recommend import Hush, hushes_of
from serai.store import Read

GATE: Final = "gate"
NOT_MUTED: Final = "not_muted"


class Gate:
    """What it said of the notes it was asked about so far; `open` ones may stand on the page.

    A topic that the page is `about` counts as asked for, hushed or not.
    """

    def __init__(
        self, tx: Read, viewer: PersonId | None, words: tuple[str, ...], about: str = ""
    ) -> None:
        self.open: dict[NoteId, Note] = {}
        self._shut: dict[NoteId, str] = {}
        self._tx, self._viewer, self._words = tx, viewer, words
        self._about = about
        self._hushed: tuple[Hush, ...] | None = None

    async def ask(self, asked: Iterable[NoteId]) -> None:
        """Look at those of `asked` that it has not seen yet, all at once."""
        new = [one for one in dict.fromkeys(asked) if not (one in self.open or one in self._shut)]
        if not new:
            return
        standing = await notes(self._tx, new)
        seen = {note.id: note for note in await may_see(self._tx, self._viewer, standing)}
        muted = await muted_among(self._tx, self._viewer, {note.author for note in seen.values()})
        hushed = await self._hushes()
        for one in new:
            note = seen.get(one)
            if note is None:
                self._shut[one] = GATE
            elif note.author in muted:
                self._shut[one] = NOT_MUTED
            elif not not_filtered(note, self._words):
                self._shut[one] = not_filtered.__name__
            elif not not_hushed(note, hushed):
                self._shut[one] = not_hushed.__name__
            else:
                self.open[one] = note

    async def _hushes(self) -> tuple[Hush, ...]:
        if self._hushed is None:
            found = await hushes_of(self._tx, self._viewer)
            self._hushed = tuple([one for one in found if one.what != self._about])
        return self._hushed

    async def collected(self, among: Collection[NoteId]) -> frozenset[NoteId]:
        """Those of `among` that the viewer collected and gave no heart."""
        if self._viewer is None or not among:
            return frozenset()
        held = await collected_by(self._tx, self._viewer, among)
        hearts = await liked_by(self._tx, self._viewer, held) if held else set()
        return frozenset(held - hearts)

    def rules(self, among: Collection[NoteId]) -> dict[NoteId, str]:
        """By which rule it refused those of `among` that it refused, in its order of asking."""
        return {which: rule for which, rule in self._shut.items() if which in among}
