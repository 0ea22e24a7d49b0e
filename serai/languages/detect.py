"""Detect the language of a text by its script; a pure rule that answers in microseconds."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from serai.languages.script import Script, script_of

_OF_SCRIPT: Final[Mapping[Script, str]] = {
    "han": "zh",
    "kana": "ja",
    "hangul": "ko",
    "cyrillic": "ru",
    "greek": "el",
    "arabic": "ar",
    "hebrew": "he",
    "devanagari": "hi",
    "thai": "th",
}
# An ideograph says about as much as a few letters of an alphabet do.
_WEIGHT: Final[Mapping[Script, int]] = {"han": 3, "kana": 3, "hangul": 2}
_NOT_PROSE: Final = re.compile(r"https?://\S+|[@#]\w+")
_SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(words)
    for language, words in tomllib.loads(
        Path(__file__).with_name("small_words.toml").read_text("utf-8")
    ).items()
}


def detect(text: str) -> str:
    """The language most of `text` is written in, as a BCP 47 tag ("zh", "en", …), else "und".

    Scripts decide; between languages in Latin letters, their small words do, and English where
    none stands out. Addresses, #topics and @people do not count while other words are there.
    """
    prose = _NOT_PROSE.sub(" ", text)
    weights = _weigh(prose) or _weigh(text)
    if not weights:
        return "und"
    if weights["kana"] and weights["kana"] * 8 >= weights["han"]:
        weights["kana"] += weights.pop("han", 0)
    script = max(weights, key=lambda one: weights[one])
    return _by_small_words(prose) if script == "latin" else _OF_SCRIPT[script]


def _weigh(text: str) -> Counter[Script]:
    counted = Counter(script for char in text if (script := script_of(char)))
    return Counter({script: n * _WEIGHT.get(script, 1) for script, n in counted.items()})


def _by_small_words(text: str) -> str:
    words = Counter(re.findall(r"\w+", text.casefold()))
    hits = {
        language: sum(words[small] for small in known) for language, known in _SMALL_WORDS.items()
    }
    return max(hits, key=lambda language: hits[language])
