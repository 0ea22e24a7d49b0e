"""What every transaction is: a moment, and the ids of that moment."""

from typing import TypeVar

from serai.kernel import Id, Mint

IdT = TypeVar("IdT", bound=Id)


class Moment:
    """`now` stands still; ids are minted of it where `at` was given, else of the clock."""

    def __init__(self, now: int, mint: Mint, at: int | None = None) -> None:
        self.now = now
        self._mint = mint
        self._at = at

    def mint(self, kind: type[IdT]) -> IdT:
        """A new id of `kind`, of this moment."""
        return self._mint(kind, self._at)
