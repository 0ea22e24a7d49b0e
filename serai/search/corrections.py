"""What may have been meant: words that stand in notes, one slip of the hand from those typed."""

from serai.search.known_words import meant
from serai.search.question import cut
from serai.store import Read


async def corrections(tx: Read, typed: str) -> list[str]:
    """`typed` with one of its words put right, in every way that a known word allows.

    They say nothing of who may see what; ask for each whether it finds anything.
    """
    asked = [piece for _, piece in cut(typed)]
    return [
        " ".join([*asked[:place], other, *asked[place + 1 :]])
        for place, piece in enumerate(asked)
        for other in await meant(tx, piece)
    ]
