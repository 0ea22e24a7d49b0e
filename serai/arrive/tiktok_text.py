"""The text layout of a TikTok archive: files of blocks of `Key: value` lines, names translated."""

import io
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import IO, Final, cast

from serai.arrive.kept import DROPPED
from serai.arrive.tiktok_json import DROP, Record
from serai.arrive.tiktok_sections import LEAVES, fold
from serai.arrive.unpack import Archive, base
from serai.arrive.values import is_empty, is_moment, video_of
from serai.kernel import Refusal

_TABLE: Final[dict[str, list[str]]] = tomllib.loads(
    (files("serai.arrive") / "text_names.toml").read_text(encoding="utf-8")
)
_KINDS: Final = {name: kind for kind, names in _TABLE.items() for name in names}
_PASSED: Final = frozenset(DROPPED)
_SINGLES: Final = frozenset({"profile", "settings"})
_LINE: Final = 4_000
_FIELDS: Final = 40
_LEAVES: Final = {name.replace(" ", ""): kind for name, kind in LEAVES.items()}


def text_names(archive: Archive) -> list[str]:
    """The text files of the archive that a TikTok archive could hold."""
    return [name for name in archive.names if base(name).endswith(".txt")]


def tiktok_text(archive: Archive) -> Iterator[tuple[str, Record]]:
    """(kind, record) of everything in the text files, as `tiktok_json` gives them."""
    names = text_names(archive)
    kinds = {
        name: _KINDS.get(fold(base(name).removesuffix(".txt").replace("_", " "))) for name in names
    }
    if "watched" not in kinds.values():
        kinds |= _guessed(archive, [name for name in names if kinds[name] is None])
    for name in names:
        yield from _read(archive, name, kinds[name] or DROP + "other")


def _guessed(archive: Archive, unknown: list[str]) -> dict[str, str | None]:
    """The longest unknown file that holds only dates and videos is what was watched."""
    for name in sorted(unknown, key=archive.size, reverse=True):
        first = next(_blocks(archive, name), {})
        if _is_video(first):
            return {name: "watched"}
    return {}


def _is_video(block: Record) -> bool:
    values = sorted(block.values(), key=is_moment)
    return len(values) == 2 and video_of(values[0]) > 0 and is_moment(values[1])  # noqa: PLR2004 - a link and a date


def _read(archive: Archive, name: str, kind: str) -> Iterator[tuple[str, Record]]:
    passed = DROP + kind if kind in _PASSED else kind
    for block in _blocks(archive, name):
        if passed.startswith(DROP):
            yield passed, {}
        elif kind in _SINGLES:
            yield from _singles(block)
        else:
            yield kind, block


def _singles(block: Record) -> Iterator[tuple[str, Record]]:
    for key, value in block.items():
        kind = _LEAVES.get(key, DROP + "contact")
        listed = value.strip("[]").split(",") if value.startswith("[") else [value]
        for one in listed:
            if not is_empty(one):
                yield kind, {} if kind.startswith(DROP) else {"value": one.strip()}


def _blocks(archive: Archive, name: str) -> Iterator[Record]:
    """Blocks of `Key: value` lines parted by blank lines; a sentence without a key is no block."""
    block: Record = {}
    with archive.open(name) as stream:
        for row in _lines(stream):
            key, found, value = row.partition(":")
            if found and len(block) < _FIELDS:
                block[fold(key).replace(" ", "")] = value.strip()
            elif not row.strip() and block:
                yield block
                block = {}
    if block:
        yield block


def _lines(stream: IO[bytes]) -> Iterator[str]:
    reader = io.BufferedReader(cast("io.RawIOBase", stream))
    while piece := reader.readline(_LINE):
        try:
            yield piece.decode("utf-8-sig")
        except UnicodeDecodeError as cause:
            raise Refusal("arrive.damaged") from cause
