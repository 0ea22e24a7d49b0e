"""Tries: how often a password may be wrong for one handle before it must rest."""

from datetime import timedelta
from typing import Final

from serai.kernel import Refusal, micros

MOST: Final = 10
REST: Final = timedelta(minutes=10)
CROWD: Final = 50_000  # handles remembered at most, the longest untried go first


class Tries:
    """Counts of this process alone; each fades away over `REST`, whoever is asking."""

    def __init__(self) -> None:
        self._spent: dict[str, tuple[float, int]] = {}

    def spend(self, handle: str, now: int) -> None:
        """Count a try before it is known to be wrong; raises account.too_many_tries."""
        spent, since = self._spent.pop(handle, (0.0, now))
        spent = max(0.0, spent - MOST * (now - since) / micros(REST))
        if spent > MOST - 1:
            self._spent[handle] = (spent, now)
            raise Refusal("account.too_many_tries")
        self._spent[handle] = (spent + 1, now)
        if len(self._spent) > CROWD:
            del self._spent[next(iter(self._spent))]

    def forgive(self, handle: str) -> None:
        """The password was right: nothing is held against this handle."""
        self._spent.pop(handle, None)
