"""Cut a text into passages, each a run of sentences in one language; a pure rule."""

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import groupby
from typing import Final

from msgspec import Struct

from serai.languages.detect import judge
from serai.languages.letters import SURE
from serai.languages.script import script_of

_END: Final = r"(?:(?<![.!?…])[.!?…]++[\"'”’)]*+(?=\s|\Z)|[。！？]++[”’」』）]*+)\s*+"
"""The end of a sentence; each run of signs is looked at once, so that many of them cost no more."""

_SENTENCE: Final = re.compile(rf".*?(?:{_END}|\n+|\Z)", re.DOTALL)
_FEW: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+")


class Passage(Struct, frozen=True):
    """A stretch of text and the language it is in, "und" where nothing tells."""

    text: str
    language: str


@lru_cache(maxsize=2_048)
def passages(text: str) -> tuple[Passage, ...]:
    """`text` in passages; joined together they are `text` again.

    A borrowed word does not make a passage of its own: what counts is the sentence around it. A
    sentence of up to three words in the whole text's script, or one that is mostly names, is taken
    to be in its language; of a text that is only names "und" is said.
    """
    main = judge(text)
    whole = main.language if main.confidence >= SURE else "und"
    scripts = _scripts(text)
    told = [(_language(said, whole, scripts), said) for said in _SENTENCE.findall(text) if said]
    return tuple(
        Passage("".join(said for _, said in run), language)
        for language, run in groupby(told, key=lambda pair: pair[0])
    )


def foreign(text: str, reads: Collection[str]) -> list[Passage]:
    """The passages of `text` that somebody who reads `reads` cannot."""
    return [one for one in passages(text) if one.language != "und" and one.language not in reads]


def _language(said: str, whole: str, scripts: frozenset[str]) -> str:
    if not _WORD.search(said):
        return whole
    found = judge(said)
    if whole == "ja" and found.language == "zh":
        return whole  # a sentence of ideographs alone, among others with kana
    few = len(_WORD.findall(said)) <= _FEW and "latin" in scripts & _scripts(said)
    return whole if few or found.confidence < SURE else found.language


def _scripts(text: str) -> frozenset[str]:
    return frozenset(script for char in text if (script := script_of(char)))
