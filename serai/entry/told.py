"""A refusal as it is told: problem details (RFC 9457) to a program, a sentence to a person."""

from typing import Final

from msgspec import Struct
from starlette.responses import Response

from serai.entry.words import Words
from serai.kernel import Refusal, to_json

BROKEN: Final = "entry.broken"


class Told(Struct, frozen=True):
    """A refusal in the reader's language."""

    code: str
    status: int
    sentence: str


class Problem(Struct, frozen=True):
    """Problem details: `code` names the kind, `detail` says it in the reader's language."""

    type: str
    title: str
    status: int
    detail: str
    code: str


def tell(words: Words, locale: str, no: Refusal) -> Told:
    """`no` in `locale`; a code without words is our fault and says so."""
    sentence = words.refusals.get(no.code)
    if sentence is None:
        broken = words.refusals[BROKEN]
        return Told(no.code, broken.status, broken.spoken(locale, {}))
    return Told(no.code, sentence.status, sentence.spoken(locale, no.values))


def problem(told: Told) -> Response:
    """The answer a program gets."""
    body = Problem(
        type=f"urn:serai:{told.code}",
        title=told.code,
        status=told.status,
        detail=told.sentence,
        code=told.code,
    )
    return Response(to_json(body), told.status, media_type="application/problem+json")
