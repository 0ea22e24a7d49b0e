"""JSON from strangers as a stream of events: never whole in memory, never deep, never endless."""

import re
from collections.abc import Iterator
from typing import IO, Any, Final

import ijson

from serai.arrive.limits import ArriveLimits
from serai.kernel import Refusal

_OPENING: Final = frozenset({"start_map", "start_array"})
_CLOSING: Final = frozenset({"end_map", "end_array"})
_QUOTE: Final = re.compile(rb'(?<!\\)"')
_BUFFER: Final = 65_536
_BOM: Final = b"\xef\xbb\xbf"


def json_events(stream: IO[bytes], limits: ArriveLimits) -> Iterator[tuple[str, Any]]:
    """(event, value) as `ijson.basic_parse` gives them.

    Raises `arrive.too_deep`, `unpacks_too_large`, `truncated` and `damaged`.
    """
    depth = 0
    bounded = _Bounded(stream, limits.run)
    parsed = ijson.basic_parse(bounded, buf_size=_BUFFER, use_float=True)
    try:
        for number, (event, value) in enumerate(parsed):
            if number > limits.events:
                raise Refusal("arrive.unpacks_too_large")
            if event in _OPENING:
                depth += 1
                if depth > limits.depth:
                    raise Refusal("arrive.too_deep")
            elif event in _CLOSING:
                depth -= 1
            yield event, value
    except ijson.IncompleteJSONError as cause:
        # The parser calls every fault by this name; only its words tell a file that ends early.
        early = "premature EOF" in str(cause)
        raise Refusal("arrive.truncated" if early else "arrive.damaged") from cause
    except (ijson.JSONError, ValueError, OverflowError) as cause:
        raise Refusal("arrive.damaged") from cause


class _Bounded:
    """Hands on a stream while no value in it grows past `run` bytes."""

    def __init__(self, stream: IO[bytes], run: int) -> None:
        self._stream = stream
        self._most = run
        self._run = 0
        self._first = True
        self._last = b""

    def read(self, size: int) -> bytes:
        """The next bytes, without a byte order mark; `ijson` asks for none to learn the type."""
        if not size:
            return b""
        chunk = self._stream.read(size)
        if self._first:
            self._first = False
            chunk = chunk.removeprefix(_BOM)
        # The byte before decides whether a quotation mark at a chunk's start is an escaped one.
        self._run = 0 if _QUOTE.search(self._last + chunk) else self._run + len(chunk)
        self._last = chunk[-1:]
        if self._run > self._most:
            raise Refusal("arrive.damaged")
        return chunk
