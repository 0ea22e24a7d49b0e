"""Cut a text into spans of one language each, for `lang` attributes."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from serai.languages.detect import detect
from serai.languages.script import Script, script_of


class Span(Struct, frozen=True):
    """A stretch of text and its language, a BCP 47 tag."""

    text: str
    language: str


def spans(text: str) -> list[Span]:
    """`text` in stretches of one language; joined together they are `text` again.

    Signs, digits and spaces stay with the stretch they follow, those at the start with the first.
    """
    whole = detect(text)
    return [Span(stretch, _language(stretch, whole)) for stretch in _stretches(text)]


def _stretches(text: str) -> Iterator[str]:
    known = next((family for char in text if (family := _family(char))), None)
    marked: list[tuple[str | None, str]] = []
    for char in text:
        known = _family(char) or known
        marked.append((known, char))
    for _, stretch in groupby(marked, key=lambda pair: pair[0]):
        yield "".join(char for _, char in stretch)


def _family(char: str) -> str | None:
    script: Script | None = script_of(char)
    return "east" if script in {"han", "kana"} else script


def _language(stretch: str, whole: str) -> str:
    found = detect(stretch)
    return whole if found == "zh" and whole == "ja" else found
