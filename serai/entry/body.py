"""A request's body as a Struct: JSON, urlencoded and multipart alike."""

from typing import Any, Final, get_origin

import msgspec
from msgspec.structs import fields
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from serai.kernel import Refusal, from_json, from_plain

JSON_LIMIT: Final = 1 << 20
FORM_LIMIT: Final = 256 << 20  # twelve pictures of 20 MB, the most that a note holds
FIELDS_MOST: Final = 2_000  # three for each line of a video's captions, the longest form there is
FIELD_LIMIT: Final = 4 << 20  # far more than any field takes, so that the room can say how much


class Upload:
    """One file of a multipart form; empty fields of a form are left out."""

    def __init__(self, filename: str, data: bytes) -> None:
        self.filename = filename
        self.data = data


class Unshaped(Refusal):
    """A form that is not of its shape; `typed` is as much of it as can be shown again, or None."""

    def __init__(self, code: str, typed: Any, **values: str | int) -> None:
        super().__init__(code, **values)
        self.typed = typed


async def read_body(request: Request, kind: type | None) -> Any:
    """The body as `kind`, or None where no body is expected.

    Raises `Refusal` for a body that is too large or broken, `Unshaped` for a form that is not of
    that shape.
    """
    if kind is None:
        return None
    said = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if said == "application/json":
            return from_json(await _bytes(request), kind)
        if said in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            return _shaped(await _form(request, kind), kind)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeError) as wrong:
        raise Refusal("entry.malformed", what=str(wrong)[:200]) from wrong
    except (HTTPException, ClientDisconnect) as wrong:
        raise Refusal("entry.malformed", what="form") from wrong
    raise Refusal("entry.unknown_encoding")


def read_query(request: Request, kind: type | None) -> Any:
    """What stands behind the question mark as `kind`; raises `Refusal` where it is not that."""
    if kind is None:
        return None
    try:
        return from_plain(dict(request.query_params), kind)
    except msgspec.ValidationError as wrong:
        raise Refusal("entry.malformed", what=str(wrong)[:200]) from wrong


async def _bytes(request: Request) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > JSON_LIMIT:
            raise Refusal("entry.too_large")
        parts.append(part)
    return b"".join(parts)


async def _form(request: Request, kind: type) -> dict[str, list[Any]]:
    async with _bounded(request).form(
        max_files=40, max_fields=FIELDS_MOST, max_part_size=FIELD_LIMIT
    ) as form:
        return {field.encode_name: await _sent(form, field.encode_name) for field in fields(kind)}


def _bounded(request: Request) -> Request:
    """The same request; reading it stops where a form says or turns out to be too large."""
    left = FORM_LIMIT
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > left:
        raise Refusal("entry.too_large")

    async def receive() -> Message:
        nonlocal left
        message = await request.receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise Refusal("entry.too_large")
        return message

    return Request(request.scope, receive)


async def _sent(form: FormData, name: str) -> list[Upload | str]:
    sent = [*form.getlist(name), *form.getlist(f"{name}[]")]
    return [one for value in sent if (one := await _value(value)) is not None]


async def _value(sent: UploadFile | str) -> Upload | str | None:
    if isinstance(sent, str):
        return sent.encode(errors="replace").decode()  # some encodings can write half a letter
    data = await sent.read()
    return Upload(sent.filename or "", data) if sent.filename or data else None


def _shaped(sent: dict[str, list[Any]], kind: type) -> Any:
    """What came in each field, as `kind`; raises `Unshaped`."""
    plain: dict[str, Any] = {}
    doubled = ""
    for field in fields(kind):
        values = sent[field.encode_name]
        if get_origin(field.type) in {tuple, list}:
            plain[field.encode_name] = values
        elif values:
            plain[field.encode_name] = values[0]
            doubled = field.encode_name if len(values) > 1 else doubled
    if doubled:
        raise Unshaped("entry.doubled", _as_far_as_it_fits(plain, kind), field=doubled)
    try:
        return from_plain(plain, kind)
    except msgspec.ValidationError as wrong:
        typed = _as_far_as_it_fits(plain, kind)
        raise Unshaped("entry.malformed", typed, what=str(wrong)[:200]) from wrong


def _as_far_as_it_fits(plain: dict[str, Any], kind: type) -> Any:
    fits = {name: value for name, value in plain.items() if _is({name: value}, kind)}
    return from_plain(fits, kind) if _is(fits, kind) else None


def _is(plain: dict[str, Any], kind: type) -> bool:
    try:
        from_plain(plain, kind)
    except msgspec.ValidationError:
        return False
    return True
