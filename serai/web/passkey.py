"""What the passkey button hears: a question for the device, or why there is none."""

from starlette.responses import Response

from serai.accounts import Asked
from serai.entry import Ask, Told, problem
from serai.kernel import to_json
from serai.store import Read


def question(asked: Asked) -> Response:
    """The question, as JSON."""
    return Response(to_json(asked), media_type="application/json")


async def answer_button(_tx: Read, ask: Ask, _sent: object) -> Response:
    """A refusal for the button, which reads problem details."""
    return problem(ask.refused or Told("entry.broken", 500, ""))
