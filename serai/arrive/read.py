"""Which archive this is, and all that is kept of it."""

from collections.abc import Iterator
from typing import Final

from serai.arrive.gather import Gathering, Vocabulary
from serai.arrive.kept import Kept
from serai.arrive.limits import ArriveLimits
from serai.arrive.spool import Spooled
from serai.arrive.tiktok_json import Record, tiktok_json
from serai.arrive.tiktok_text import text_names, tiktok_text
from serai.arrive.unpack import Archive, base
from serai.arrive.x_archive import is_x, x_archive
from serai.kernel import Refusal

SUPPORTED: Final = ("TikTok", "X")
"""The platforms whose archives are understood."""

_JSON: Final = ("user_data_tiktok.json", "user_data.json")
_OTHERS: Final = ("followers_and_following", "your_instagram_activity", "your_facebook_activity")


def read_archive(file: Spooled, limits: ArriveLimits, vocabulary: Vocabulary) -> Kept:
    """What is kept of the archive in `file`; blocks while it reads, so call it in a thread.

    Raises `arrive.not_an_archive`, `other_platform`, `nested`, `empty`, `truncated`, `damaged`,
    `encrypted`, `too_deep`, `unpacks_too_large` and `nothing_known`.
    """
    archive = Archive(file, limits)
    platform, records = _recognised(archive)
    gathering = Gathering(platform, limits, vocabulary)
    for kind, record in records:
        gathering.take(kind, record)
    if not gathering.known:
        raise Refusal("arrive.nothing_known")
    return gathering.kept()


def _recognised(archive: Archive) -> tuple[str, Iterator[tuple[str, Record]]]:
    if is_x(archive):
        return "x", x_archive(archive)
    if any(mark in name for name in archive.names for mark in _OTHERS):
        raise Refusal("arrive.other_platform")
    if found := _json_of(archive):
        return "tiktok", _json_records(archive, found)
    if text_names(archive):
        return "tiktok", tiktok_text(archive)
    if any(base(name).endswith(".zip") for name in archive.names):
        raise Refusal("arrive.nested")
    raise Refusal("arrive.nothing_known")


def _json_of(archive: Archive) -> str | None:
    """The newer file name wins; a lone JSON file under any name will do."""
    lone = [name for name in archive.names if base(name).endswith(".json")]
    for wanted in _JSON:
        for name in lone:
            if base(name) == wanted:
                return name
    return lone[0] if len(lone) == 1 else None


def _json_records(archive: Archive, name: str) -> Iterator[tuple[str, Record]]:
    with archive.open(name) as stream:
        yield from tiktok_json(stream, archive.limits)
