"""What somebody wished not to see, asked note by note."""

from serai.recommend import _shape as shape
from serai.recommend._hash import slot_of
from serai.recommend._kernel import entry
from serai.recommend._memory import Ties
from serai.recommend._types import Flags, Rows


@entry
def hidden_among(ties: Ties, person: int, rows: Rows, out: Flags) -> None:
    """Set `out` to 1 where the person in row `person` refused the note in the row beside it."""
    for place, row in enumerate(rows):
        key = person << 32 | row
        tie = slot_of(ties.keys, key)
        out[place] = ties.keys[tie] == key and ties.deeds[tie] & shape.REFUSALS != 0
