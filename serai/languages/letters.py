"""Tell apart the languages that share a script, by the letters of their words."""

import importlib
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from serai.languages.script import Script


class Guess(Struct, frozen=True):
    """A language, a BCP 47 tag or "und", and how sure that is, 0 to 1.

    Where letters decide, it is how well they fit: about .9 for a sentence, .5 for a name or two.
    """

    language: str
    confidence: float


_PACKAGE: Final = "eldc"

NONE: Final = Guess("und", 0.0)
SURE: Final = 0.6
"""Confidence from which on a language is said; names alone stay below it."""

COMMON: Final = frozenset(
    ("ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "pt", "ru", "th", "tr", "vi", "zh")
)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_FEW: Final = 2
_UNSURE: Final = 0.55
"""Confidence of a word or two, at most: they fit many languages well."""

_RARER: Final = 0.85
"""What the score of a language outside `COMMON` counts: chance weighs more in a few words."""

_OF_SCRIPT: Final[Mapping[Script, frozenset[str]]] = {
    "latin": frozenset(
        (
            *(
                "az",
                "ca",
                "cs",
                "da",
                "de",
                "en",
                "es",
                "et",
                "eu",
                "fi",
                "fr",
                "hr",
                "hu",
                "id",
                "is",
            ),
            *(
                "it",
                "ku",
                "lt",
                "lv",
                "nl",
                "no",
                "pl",
                "pt",
                "ro",
                "sk",
                "sl",
                "sq",
                "sv",
                "tl",
                "tr",
            ),
            *("vi", "yo"),
        )
    ),
    "cyrillic": frozenset(["be", "bg", "ru", "sr", "uk"]),
    "arabic": frozenset(["ar", "fa", "ku", "ur"]),
    "devanagari": frozenset(["hi", "mr"]),
}
SHARED: Final = frozenset(one for family in _OF_SCRIPT.values() for one in family)
"""The languages that are told by their letters."""

_FIRST: Final[Mapping[Script, str]] = {
    "latin": "en",
    "cyrillic": "ru",
    "arabic": "ar",
    "devanagari": "hi",
}
_SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(words)
    for language, words in tomllib.loads(
        Path(__file__).with_name("small_words.toml").read_text("utf-8")
    ).items()
}


def guess(words: str, script: Script) -> Guess:
    """The language of `words`, all in one `script` that several languages share.

    Letter sequences decide, with the tables of the package `eldc`; it knows Malay and Indonesian
    as one, which is called Indonesian here. Without it small words tell those in Latin letters.
    """
    counted = _by_sequences(words)
    if counted is None:
        return _by_small_words(words) if script == "latin" else Guess(_FIRST[script], 0.5)
    known = {one: score for one, score in counted.items() if one in _OF_SCRIPT[script]}
    if not known:
        return NONE
    best = max(known, key=lambda one: known[one])
    few = len(_WORDS.findall(words)) <= _FEW
    return Guess(best, min(known[best], _UNSURE) if few else known[best])


def share_letters(one: str, other: str) -> bool:
    """Whether two languages are written in the same script, so that a few words fit both."""
    return any(one in family and other in family for family in _OF_SCRIPT.values())


def is_shared(script: Script) -> bool:
    """Whether several of the languages known here are written in `script`."""
    return script in _OF_SCRIPT


def _by_sequences(words: str) -> dict[str, float] | None:
    tables = _tables()
    if tables is None:
        return None
    named = {
        "id" if one == "ms" else one: s for one, s in tables.detect_details(words).scores.items()
    }
    return {one: score * (1 if one in COMMON else _RARER) for one, score in named.items()}


@lru_cache(maxsize=1)
def _tables() -> Any | None:
    if find_spec(_PACKAGE) is None:
        return None
    package = importlib.import_module(_PACKAGE)  # in an extra; opening it maps 23 MB
    package.init()
    tables = package.instance()
    tables.set_scores(20)
    return tables


def _by_small_words(text: str) -> Guess:
    words = Counter(re.findall(r"\w+", text.casefold()))
    hits = {one: sum(words[small] for small in known) for one, known in _SMALL_WORDS.items()}
    best, second = sorted(hits.values(), reverse=True)[:2]
    if not best:
        return Guess("en", 0.5) if words else NONE
    return Guess(max(hits, key=lambda one: hits[one]), best / (best + second))
