"""Turn what somebody typed into a question the index understands: nothing typed is syntax.

Every word must occur, words in alphabets by their beginnings. Pieces hold letters, marks, digits,
_ and emoji alone (see `pieces`), so no quote can be closed from inside.
"""

from typing import Final

from serai.search.bigrams import Sort, pairs, pieces

MOST_TERMS: Final = 16
"""Words of a query that are looked at: nobody types more to find something."""

MOST_TYPED: Final = 200
"""Characters of a query that are looked at."""


def asks(typed: str) -> bool:
    """Whether `typed` names anything to look for."""
    return bool(_terms(typed))


def sqlite_question(typed: str) -> str:
    """`typed` for FTS5's MATCH."""
    return " AND ".join(_fts5(sort, piece) for sort, piece in _terms(typed))


def postgres_question(typed: str) -> str:
    """`typed` as the text of a tsquery."""
    return " & ".join(_tsquery(sort, piece) for sort, piece in _terms(typed))


def _terms(typed: str) -> list[tuple[Sort, str]]:
    return list(dict.fromkeys(pieces(typed[:MOST_TYPED])))[:MOST_TERMS]


def _fts5(sort: Sort, piece: str) -> str:
    if sort == "run" and len(piece) > 1:
        return f'"{" ".join(pairs(piece))}"'
    return f'"{piece}"*' if _by_beginning(sort, piece) else f'"{piece}"'


def _tsquery(sort: Sort, piece: str) -> str:
    if sort == "run" and len(piece) > 1:
        neighbours = [f"'{pair}'" for pair in pairs(piece)]
        return f"({' <-> '.join(neighbours)})"
    return f"'{piece}':*" if _by_beginning(sort, piece) else f"'{piece}'"


def _by_beginning(sort: Sort, piece: str) -> bool:
    return sort == "word" and len(piece) > 1
