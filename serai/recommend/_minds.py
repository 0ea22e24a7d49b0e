"""What is known of a person from what they did: bounded, and gone when they ask for it."""

from typing import Final

from serai.recommend._decay import NOTHING, TASTE, add, take

RECENT: Final = 20
DEEDS: Final = 4_096
MET: Final = 4_096


class Mind:
    """One person's deeds and tastes; rows are those of `Notes`, times epoch microseconds."""

    __slots__ = ("avoids", "bonds", "deeds", "hidden", "met", "recent", "tastes")

    def __init__(self) -> None:
        self.deeds: dict[tuple[int, str], int] = {}
        self.recent: dict[int, int] = {}
        self.bonds: dict[int, list[tuple[int, float]]] = {}
        self.tastes: dict[int, float] = {}
        self.avoids: dict[int, float] = {}
        self.met: dict[int, int] = {}
        self.hidden: dict[int, int] = {}

    def begin(self, row: int, kind: str, at: int) -> bool:
        """Keep that a deed was done; False where it stands already."""
        if (row, kind) in self.deeds:
            return False
        self.deeds[row, kind] = at
        if len(self.deeds) > DEEDS:
            del self.deeds[next(iter(self.deeds))]
        return True

    def meet(self, row: int, at: int) -> bool:
        """Keep that a note was met; False where it was before."""
        new = self.met.pop(row, None) is None
        self.met[row] = at
        if len(self.met) > MET:
            del self.met[next(iter(self.met))]
        return new


def lean(leanings: dict[int, float], topics: tuple[int, ...], at: int, worth: float) -> None:
    """Somebody leans to (or from) `topics` a little more."""
    for topic in topics:
        leanings[topic] = add(leanings.get(topic, NOTHING), at, worth, TASTE)


def unlean(leanings: dict[int, float], topics: tuple[int, ...], at: int, worth: float) -> None:
    """And a little less again."""
    for topic in topics:
        left = take(leanings.get(topic, NOTHING), at, worth, TASTE)
        if left == NOTHING:
            leanings.pop(topic, None)
        else:
            leanings[topic] = left
