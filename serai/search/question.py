"""Turn what somebody typed into a question the index understands: nothing typed is syntax.

Every word must occur, words in alphabets by their beginnings. Pieces hold letters, marks, digits,
_ and emoji alone (see `pieces`), so no quote can be closed from inside.
"""

from collections.abc import Callable
from itertools import islice, pairwise, product
from typing import Final

from msgspec import Struct

from serai.search.bigrams import Sort, pairs, pieces
from serai.search.pinyin import syllables
from serai.search.tokens import EDGE, EDGES, HEAD, SOUND

MOST_TERMS: Final = 16
"""Words of a query that are looked at: nobody types more to find something."""

MOST_TYPED: Final = 200
"""Characters of a query that are looked at."""


class Phrase(Struct, frozen=True):
    """Tokens that stand beside each other; or one token by its beginning."""

    tokens: tuple[str, ...]
    begins: bool = False


Term = tuple[Phrase, ...]
"""One of these."""

Way = tuple[Term, ...]
"""All of these."""


class Question(Struct, frozen=True):
    """What is asked: one of the ways, in each of which every term must occur."""

    ways: tuple[Way, ...]

    def __bool__(self) -> bool:
        """Whether it asks anything."""
        return bool(self.ways)


def words(typed: str, *, begins: bool = True) -> Question:
    """Every word of `typed`; in alphabets by their beginnings, or whole."""
    return _all([_term(sort, piece, begins=begins) for sort, piece in cut(typed)])


def in_head(typed: str) -> Question:
    """Every word of `typed` whole, in what a thing is called."""
    return _all([_term(sort, piece, begins=False, mark=HEAD) for sort, piece in cut(typed)])


def sounds(typed: str) -> Question:
    """What `typed` sounds like, read as pinyin; nothing where it cannot be read so.

    Syllables may be joined or apart: "kafei guan", "ka fei guan". Words in other letters must
    occur as they are.
    """
    asked = cut(typed)
    spoken = {piece: _spoken((piece,)) for sort, piece in asked if sort == "word"}
    apart, joined = Question(()), Question(())
    if any(spoken.values()):
        apart = _all(
            [spoken.get(piece) or _term(sort, piece, begins=True) for sort, piece in asked]
        )
    said = tuple(piece for sort, piece in asked if sort == "word")
    if len(said) == len(asked) > 1 and (run := _spoken(said)):
        joined = _all([run])
    return either(joined, apart)


def either(*asked: Question) -> Question:
    """What one of the questions asks."""
    return Question(tuple(dict.fromkeys(way for one in asked for way in one.ways)))


def cut(typed: str) -> list[tuple[Sort, str]]:
    """The pieces of `typed` that are looked at, in order."""
    return list(islice(pieces(typed[:MOST_TYPED]), MOST_TERMS))


def _all(terms: list[Term]) -> Question:
    return Question((tuple(dict.fromkeys(terms)),) if terms else ())


def _term(sort: Sort, piece: str, *, begins: bool, mark: str = "") -> Term:
    if sort == "run" and len(piece) > 1:
        return (Phrase(tuple(mark + pair for pair in pairs(piece))),)
    if begins and sort == "word" and len(piece) > 1:
        if len(piece) in EDGES:
            # Words that were cut before beginnings had tokens are found whole.
            return (Phrase((EDGE + piece,)), Phrase((piece,)))
        return (Phrase((piece,), begins=True),)
    return (Phrase((mark + piece,)),)


def _spoken(parts: tuple[str, ...]) -> Term:
    """The ways to say `parts`, each a phrase of sounds of neighbours; two syllables at least."""
    each = [syllables(part) for part in parts]
    ways = islice(product(*each), MOST_TERMS)
    read = ([one for part in way for one in part] for way in ways)
    said = (tuple(SOUND + a + b for a, b in pairwise(way)) for way in read)
    return tuple(dict.fromkeys(Phrase(one) for one in said if one))[:MOST_TERMS]


def sqlite_question(asked: Question) -> str:
    """`asked` for FTS5's MATCH."""
    return _joined(asked, " AND ", " OR ", _fts5)


def postgres_question(asked: Question) -> str:
    """`asked` as the text of a tsquery."""
    return _joined(asked, " & ", " | ", _tsquery)


def _joined(asked: Question, both: str, one_of: str, say: Callable[[Phrase], str]) -> str:
    ways = (
        both.join(f"({one_of.join(say(phrase) for phrase in term)})" for term in way)
        for way in asked.ways
    )
    return one_of.join(f"({way})" for way in ways)


def _fts5(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"' + ("*" if phrase.begins else "")


def _tsquery(phrase: Phrase) -> str:
    if phrase.begins:
        return f"'{phrase.tokens[0]}':*"
    beside = " <-> ".join(f"'{token}'" for token in phrase.tokens)
    return f"({beside})"
