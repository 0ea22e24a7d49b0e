"""Pages of lists: an opaque cursor in, the next one out, in the body and as a `Link`."""

import base64
import binascii
from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from msgspec import Meta, Struct
from starlette.responses import Response

from serai.entry import Ask
from serai.kernel import Id, Refusal, to_json

T = TypeVar("T")
IdT = TypeVar("IdT", bound=Id)

LARGEST = 2**63 - 1


class Paging(Struct, frozen=True):
    """Where a list goes on (`next` of the page before; empty: at its start), and how far."""

    after: Annotated[str, Meta(max_length=200)] = ""
    limit: Annotated[int, Meta(ge=1, le=50)] = 20


class Page(Struct, Generic[T], frozen=True):
    """A part of a list; `next` goes into `after` to read on, and is null at the end."""

    items: tuple[T, ...]
    next: str | None


def cursor(*place: int) -> str:
    """Numbers as an opaque cursor."""
    packed = msgspec.msgpack.encode([int(number) for number in place])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def place(after: str, length: int) -> tuple[int, ...] | None:
    """The numbers in a cursor, None at the start; raises `Refusal` for anything we never gave."""
    if not after:
        return None
    try:
        packed = base64.b64decode(after + "=" * (-len(after) % 4), altchars=b"-_", validate=True)
        numbers = msgspec.msgpack.decode(packed, type=list[int])
    except (binascii.Error, ValueError, msgspec.MsgspecError) as wrong:
        raise Refusal("entry.malformed", what="after") from wrong
    if len(numbers) != length or not all(0 <= number <= LARGEST for number in numbers):
        raise Refusal("entry.malformed", what="after")
    return tuple(numbers)


def start(paging: Paging, kind: type[IdT]) -> IdT | None:
    """The id behind which the page starts."""
    numbers = place(paging.after, 1)
    return None if numbers is None else kind(numbers[0])


def answer(ask: Ask, items: Sequence[object], behind: str | None) -> Response:
    """One page, with the address of the next where `behind` is a cursor."""
    headers: dict[str, str] = {}
    if behind is not None:
        asked = {**ask.query, "after": behind}
        where = f"{ask.house.place.address}{ask.request.url.path}?{urlencode(asked)}"
        headers["link"] = f'<{where}>; rel="next"'
    body = to_json(Page(tuple(items), behind))
    return Response(body, headers=headers, media_type="application/json")
