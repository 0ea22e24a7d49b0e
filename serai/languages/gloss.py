"""A gloss: a Chinese text word by word, each with its sound and its meaning in English."""

from collections.abc import Iterator

import rjieba
from msgspec import Struct

from serai.languages.dictionary import Entry, load, look_up
from serai.languages.script import script_of


class Word(Struct, frozen=True):
    """A word as it stands; `entries` is empty for what is not Chinese or in no dictionary."""

    text: str
    entries: tuple[Entry, ...] = ()


def load_gloss() -> None:
    """Open what a gloss needs, for a second or two; the first one does it otherwise."""
    load()
    gloss("打开")


def gloss(text: str) -> list[Word]:
    """`text` in words; joined together they are `text` again.

    A word that the dictionary lacks is told character by character.
    """
    return [word for piece in rjieba.cut(text) for word in _told(piece)]


def _told(piece: str) -> Iterator[Word]:
    entries = look_up(piece) if script_of(piece[:1] or " ") == "han" else ()
    if entries or script_of(piece[:1] or " ") != "han" or len(piece) == 1:
        yield Word(piece, entries)
        return
    for char in piece:
        yield Word(char, look_up(char))
