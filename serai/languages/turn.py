"""Turn texts for a reader: a translation in the place of each passage that they cannot read."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from serai.languages.passages import foreign, passages
from serai.languages.translations import Translation, find_translations, key_of
from serai.store import Read


class Piece(Struct, frozen=True):
    """A stretch as a reader sees it. `by` names the engine that made it, empty for the original.

    `language` is that of `text`, `source` that of what was written.
    """

    text: str
    language: str
    source: str
    by: str = ""


class Turned(Struct, frozen=True):
    """A text as a reader sees it; `left` are the languages in it that they still cannot read."""

    pieces: tuple[Piece, ...]
    left: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def sources(self) -> tuple[str, ...]:
        """The languages that a machine translated from, as they come."""
        return tuple(dict.fromkeys(piece.source for piece in self.pieces if piece.by))


async def turn_all(
    tx: Read, texts: Sequence[str], reads: Collection[str], target: str
) -> list[Turned]:
    """Each of `texts`, in `target` where that was translated before and is not in `reads`."""
    lacking = [one for text in texts for one in foreign(text, reads)]
    known = await find_translations(tx, lacking, target) if lacking else {}
    return [turned(text, reads, target, known) for text in texts]


def turned(
    text: str, reads: Collection[str], target: str, known: Mapping[str, Translation]
) -> Turned:
    """`text` with what is `known`, by `key_of`; a pure rule."""
    pieces: list[Piece] = []
    left: dict[str, None] = {}
    for one in passages(text):
        strange = one.language != "und" and one.language not in reads
        made = known.get(key_of(one, target)) if strange else None
        if made is not None:
            pieces.append(Piece(made.text, target, one.language, made.engine))
            continue
        pieces.append(Piece(one.text, one.language, one.language))
        if strange:
            left[one.language] = None
    return Turned(tuple(pieces), tuple(left))
