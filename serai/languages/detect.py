"""Detect the language of a text; a pure rule that answers in microseconds."""

from collections.abc import Mapping
from typing import Final

from serai.languages.letters import NONE, Guess
from serai.languages.script import Script, script_of
from serai.languages.spans import prose_of, spans

# An ideograph says about as much as a few letters of an alphabet do.
_WEIGHT: Final[Mapping[Script, int]] = {"han": 3, "kana": 3, "hangul": 2}


def detect(text: str) -> str:
    """The language most of `text` is written in, as a BCP 47 tag ("zh", "en", …), else "und".

    Addresses, #topics and @people do not count while other words are there.
    """
    return judge(text).language


def judge(text: str) -> Guess:
    """The same, with how sure it is."""
    sure: dict[str, float] = {}
    weights: dict[str, int] = {}
    for span in spans(prose_of(text)):
        weighed = sum(_WEIGHT.get(script, 1) for char in span.text if (script := script_of(char)))
        weights[span.language] = weights.get(span.language, 0) + weighed
        sure[span.language] = max(span.confidence, sure.get(span.language, 0))
    weights = {language: weighed for language, weighed in weights.items() if weighed}
    main = max(weights, key=lambda one: weights[one], default="und")
    return Guess(main, sure[main]) if weights else NONE
