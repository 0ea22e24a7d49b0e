"""What a translator leaves as it is: links, @people, #topics, emoji, words of another script."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from serai.languages.script import script_of
from serai.languages.spans import NOT_PROSE, spans

_EMOJI: Final = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\u3030\u303d\ufe0f\u200d\u20e3]+"
)
_MARK: Final = "ZZ{}"
"""Models of many languages carry a name like ZZ1 over unchanged; what comes back is checked."""
_MARKS: Final = re.compile(r"ZZ(\d+)")
_KEPT: Final = re.compile(rf"{NOT_PROSE.pattern}|ZZ\d+")
"""A mark that somebody wrote themselves is kept like the rest."""


class Covered(Struct, frozen=True):
    """A stretch for a translator: `kept` stands behind the marks ZZ1, ZZ2 … in `text`."""

    text: str
    kept: tuple[str, ...]


class Left(Struct, frozen=True):
    """A stretch that no translator sees."""

    text: str


def prepare(text: str, source: str) -> list[Covered | Left]:
    """`text` in stretches for a translator from `source`; lines, edges and emoji stay outside."""
    parts: list[Covered | Left] = []
    for line in re.split(r"(\n+)", text):
        at = 0
        for emoji in (*_EMOJI.finditer(line), None):
            end = len(line) if emoji is None else emoji.start()
            parts += _trimmed(line[at:end], source)
            if emoji is not None:
                parts.append(Left(emoji[0]))
                at = emoji.end()
    return [part for part in parts if part.text]


def uncover(made: str, kept: Sequence[str]) -> str | None:
    """`made` with what was kept put back; None where a mark is missing or comes twice."""
    found = [int(mark) for mark in _MARKS.findall(made)]
    if sorted(found) != list(range(1, len(kept) + 1)):
        return None
    return _MARKS.sub(lambda mark: kept[int(mark[1]) - 1], made)


def between(covered: Covered) -> list[str]:
    """The words between the marks and what was kept, in turn, words first."""
    parts = _MARKS.split(covered.text)
    return [covered.kept[int(part) - 1] if nth % 2 else part for nth, part in enumerate(parts)]


def _trimmed(stretch: str, source: str) -> list[Covered | Left]:
    words = stretch.strip()
    if not words:
        return [Left(stretch)]
    start = stretch.index(words)
    covered = _cover(words, source)
    says = any(char.isalpha() for char in _MARKS.sub("", covered.text))
    inner = covered if says else Left(words)
    return [Left(stretch[:start]), inner, Left(stretch[start + len(words) :])]


def _cover(words: str, source: str) -> Covered:
    kept: list[str] = []

    def cover(found: str) -> str:
        kept.append(found)
        return _MARK.format(len(kept))

    at, made = 0, ""
    for mark in _KEPT.finditer(words):
        made += _cover_foreign(words[at : mark.start()], source, cover) + cover(mark[0])
        at = mark.end()
    made += _cover_foreign(words[at:], source, cover)
    return Covered(made, tuple(kept))


def _cover_foreign(words: str, source: str, cover: Callable[[str], str]) -> str:
    """Words of a script that `source` is not written in, 上海 in an English text, are names here.

    Latin letters stay: models know borrowed words and brands.
    """
    made = ""
    for span in spans(words):
        said = span.text.rstrip(" \t.,;:!?…。，、；：！？)）\"'”’")
        is_name = span.language != source and _beyond_latin(said)
        made += cover(said) + span.text[len(said) :] if is_name else span.text
    return made


def _beyond_latin(said: str) -> bool:
    return any(script_of(char) not in {None, "latin"} for char in said)
