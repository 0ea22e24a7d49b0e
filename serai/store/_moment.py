"""What every transaction is: a moment, the ids of that moment, and who hears of its end."""

from collections.abc import Callable
from typing import TypeVar

from serai.kernel import Id, Mint

IdT = TypeVar("IdT", bound=Id)


class Moment:
    """`now` stands still; ids are minted of it where `at` was given, else of the clock."""

    def __init__(self, now: int, mint: Mint, at: int | None = None) -> None:
        self.now = now
        self._told: list[Callable[[], None]] = []
        self._mint = mint
        self._at = at

    def mint(self, kind: type[IdT]) -> IdT:
        """A new id of `kind`, of this moment."""
        return self._mint(kind, self._at)

    def after(self, told: Callable[[], None]) -> None:
        """Call `told` once this transaction is committed."""
        self._told.append(told)

    def tell(self) -> None:
        """It is committed: everybody who wished to hear of it hears."""
        for told in self._told:
            told()
