"""The wire: Structs to JSON and plain values to Structs, with ids as strings."""

from typing import Any, TypeVar

import msgspec

from serai.kernel.ids import Id

T = TypeVar("T")


def _write(value: object) -> object:
    if isinstance(value, Id):
        return str(int(value))
    raise NotImplementedError(f"no JSON for {type(value).__name__}")


def _read(kind: type, value: object) -> object:
    if issubclass(kind, Id):
        found = kind.parse(value) if isinstance(value, str) else None
        if found is None:
            raise ValueError("expected an id: a string of digits")
        return found
    if isinstance(value, kind):
        return value
    raise ValueError(f"expected {kind.__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_write)


def to_json(value: object) -> bytes:
    """Any Struct or plain value as JSON."""
    return _ENCODER.encode(value)


def from_json(body: bytes | str, kind: type[T]) -> T:
    """JSON as `kind`; raises `msgspec.ValidationError` or `msgspec.DecodeError`."""
    return msgspec.json.decode(body, type=kind, dec_hook=_read)


def from_plain(value: Any, kind: type[T]) -> T:
    """Plain values (a form's strings too) as `kind`; raises `msgspec.ValidationError`."""
    return msgspec.convert(value, type=kind, strict=False, dec_hook=_read)
