"""What was typed, as it is looked for and remembered."""

import unicodedata

from serai.search.question import MOST_TYPED


def tidy(typed: str) -> str:
    """`typed` on one line, without what cannot be seen, and bounded."""
    head = typed[: 4 * MOST_TYPED]
    bare = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in head)
    return " ".join(bare.split())[:MOST_TYPED].rstrip()
