"""The JSON layouts of a TikTok archive as a stream of records; private parts are never gathered."""

from collections.abc import Iterator
from typing import IO, Any, Final, TypeAlias

import msgspec

from serai.arrive.json_events import json_events
from serai.arrive.limits import ArriveLimits
from serai.arrive.tiktok_sections import CONTACT, LEAVES, LISTS, PLACES, PRIVATE, WRAPPERS, fold
from serai.arrive.values import is_empty

Record: TypeAlias = dict[str, str]
"""One entry of a list: field names in lower case without spaces, values as text."""

DROP: Final = "drop:"
"""A kind that begins so only counts: the rest of its name says under what."""

_VALUE: Final = "value"
_LONGEST: Final = 4_000


def tiktok_json(stream: IO[bytes], limits: ArriveLimits) -> Iterator[tuple[str, Record]]:
    """(kind, record) of everything in the file; a record under a `DROP` kind is empty."""
    walk = _Walk()
    for event, value in json_events(stream, limits):
        found = walk.step(event, value)
        if found is not None:
            yield found


class _Frame(msgspec.Struct):
    name: str
    is_list: bool
    kind: str = ""
    """What records directly inside are; empty while no known part was entered."""
    private: str = ""
    """Under what everything inside counts as passed over."""
    record: Record | None = None
    """The fields gathered so far, where this map is a record that is kept."""
    entry: bool = False
    """Whether this is one entry of a list."""


class _Walk:
    """Where in the file we are, as a stack of the maps and lists around us."""

    def __init__(self) -> None:
        self._stack: list[_Frame] = []
        self._key = ""

    def step(self, event: str, value: Any) -> tuple[str, Record] | None:
        """Take one event in; a record where this event completes one."""
        if event == "map_key":
            self._key = fold(value)
        elif event in {"start_map", "start_array"}:
            self._enter(is_list=event == "start_array")
        elif event in {"end_map", "end_array"}:
            return _completed(self._stack.pop())
        elif self._stack:
            return self._scalar(self._stack[-1], "" if value is None else str(value))
        return None

    def _enter(self, *, is_list: bool) -> None:
        above = self._stack[-1] if self._stack else None
        entry = above is not None and above.is_list
        name = above.name if above is not None and entry else self._key
        frame = _Frame(name=name, is_list=is_list, entry=entry and not is_list)
        if above is not None:
            frame.private = above.private or PRIVATE.get(name, "")
            frame.kind = above.kind if entry else LISTS.get((above.name, name), "")
            if is_list and above.name in PLACES:
                frame.kind = LEAVES.get(name, "")
        if frame.entry and frame.kind and not frame.private:
            frame.record = {}
        self._stack.append(frame)

    def _scalar(self, frame: _Frame, text: str) -> tuple[str, Record] | None:
        if frame.record is not None:
            frame.record[self._key.replace(" ", "")] = text[:_LONGEST]
            return None
        if frame.entry or is_empty(text) or self._key in WRAPPERS:
            return None  # an entry that is passed over counts once, when it ends
        if frame.private:
            return DROP + frame.private, {}
        name = frame.name if frame.is_list else self._key
        if frame.is_list and frame.kind:
            return frame.kind, {_VALUE: text[:_LONGEST]}
        if frame.name in PLACES and name in LEAVES:
            return LEAVES[name], {_VALUE: text[:_LONGEST]}
        return DROP + ("contact" if name in CONTACT else "other"), {}


def _completed(frame: _Frame) -> tuple[str, Record] | None:
    if frame.record is not None:
        return frame.kind, frame.record
    if frame.entry:
        return DROP + (frame.private or "other"), {}
    return None
