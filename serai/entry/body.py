"""A request's body as a Struct: JSON, urlencoded and multipart alike."""

from typing import Any, Final, get_origin

import msgspec
from msgspec.structs import fields
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from serai.kernel import Refusal, from_json, from_plain

JSON_LIMIT: Final = 1 << 20
FORM_LIMIT: Final = 300 << 20
FIELD_LIMIT: Final = 1 << 20


class Upload:
    """One file of a multipart form; empty fields of a form are left out."""

    def __init__(self, filename: str, data: bytes) -> None:
        self.filename = filename
        self.data = data


async def read_body(request: Request, kind: type | None) -> Any:
    """The body as `kind`, or None where no body is expected.

    Raises `Refusal` for a body that is too large, broken, or not of that shape.
    """
    if kind is None:
        return None
    said = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if said == "application/json":
            return from_json(await _bytes(request), kind)
        if said in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            return from_plain(await _form(request, kind), kind)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as wrong:
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


async def _form(request: Request, kind: type) -> dict[str, Any]:
    if int(request.headers.get("content-length") or 0) > FORM_LIMIT:
        raise Refusal("entry.too_large")
    async with request.form(max_files=40, max_fields=400, max_part_size=FIELD_LIMIT) as form:
        return await _collect(form, kind)


async def _collect(form: FormData, kind: type) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for field in fields(kind):
        name = field.encode_name
        sent = [*form.getlist(name), *form.getlist(f"{name}[]")]
        values = [await _value(one) for one in sent]
        kept = [one for one in values if one is not None]
        if get_origin(field.type) in {tuple, list}:
            plain[name] = kept
        elif len(kept) > 1:
            raise Refusal("entry.doubled", field=name)
        elif kept:
            plain[name] = kept[0]
    return plain


async def _value(sent: UploadFile | str) -> Upload | str | None:
    if isinstance(sent, str):
        return sent
    data = await sent.read()
    return Upload(sent.filename or "", data) if sent.filename or data else None
