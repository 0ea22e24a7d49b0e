"""Pages of lists: an opaque cursor in, the next one out, in the body and as a `Link`."""

from collections.abc import Sequence
from typing import Annotated, Final, Generic, TypeVar
from urllib.parse import urlencode

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.entry import Ask
from serai.kernel import Id, to_json

T = TypeVar("T")
IdT = TypeVar("IdT", bound=Id)

NUMBER: Final = "[0-7][0-9a-f]{15}"
"""One number of a cursor, as a pattern."""


class Paging(Struct, frozen=True):
    """Where a list goes on (`next` of the page before; empty: at its start), and how far."""

    after: Annotated[str, Meta(pattern=f"^({NUMBER})?$")] = ""
    limit: Annotated[int, Meta(ge=1, le=50)] = 20


class Page(Struct, Generic[T], frozen=True):
    """A part of a list; `next` goes into `after` to read on, and is null at the end."""

    items: tuple[T, ...]
    next: str | None


def cursor(*numbers: int) -> str:
    """Numbers from 0 to 2^63 - 1 as an opaque cursor."""
    return "".join(f"{number:016x}" for number in numbers)


def numbers_in(after: str) -> list[int]:
    """The numbers in a cursor whose pattern was checked; none at the start."""
    return [int(after[at : at + 16], 16) for at in range(0, len(after.strip()), 16)]


def start(paging: Paging, kind: type[IdT]) -> IdT | None:
    """The id behind which the page starts."""
    numbers = numbers_in(paging.after)
    return kind(numbers[0]) if numbers else None


def answer(ask: Ask, items: Sequence[object], behind: str | None) -> Response:
    """One page, with the address of the next where `behind` is a cursor."""
    return linked(ask, Page(tuple(items), behind), behind)


def linked(ask: Ask, body: object, behind: str | None) -> Response:
    """`body`, with the address of the next page where `behind` is a cursor."""
    headers: dict[str, str] = {}
    if behind is not None:
        asked = {**ask.query, "after": behind}
        where = f"{ask.house.place.address}{ask.request.url.path}?{urlencode(asked)}"
        headers["link"] = f'<{where}>; rel="next"'
    return Response(to_json(body), headers=headers, media_type="application/json")
