"""Which languages stand where in a text, as it is kept beside it."""

from msgspec import Struct

from serai.languages.spans import spans


class KeptSpan(Struct, frozen=True, array_like=True):
    """Characters from `start` up to `end` are in `language`, with a confidence of 0 to 1."""

    start: int
    end: int
    language: str
    confidence: float


def kept_spans(text: str) -> tuple[KeptSpan, ...]:
    """The spans of `text` that have a language, in order."""
    found: list[KeptSpan] = []
    at = 0
    for span in spans(text):
        end = at + len(span.text)
        if span.language != "und":
            found.append(KeptSpan(at, end, span.language, round(span.confidence, 2)))
        at = end
    return tuple(found)
