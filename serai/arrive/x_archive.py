"""The archive of X: files of JavaScript that assign one list of JSON each."""

import re
from collections.abc import Iterator
from typing import IO, Final

from serai.arrive.json_events import json_events
from serai.arrive.tiktok_json import DROP, Record
from serai.arrive.unpack import Archive, base
from serai.kernel import Refusal

_READ: Final = {
    "like.js": "liked_text",
    "tweets.js": "title",
    "tweet.js": "title",
    "note-tweet.js": "title",
    "account.js": "account",
    "profile.js": "profile",
}
_FIELDS: Final = {
    "liked_text": frozenset({"tweetId", "fullText"}),
    "title": frozenset({"id_str", "created_at", "full_text", "text"}),
    "account": frozenset({"username", "accountDisplayName"}),
    "profile": frozenset({"bio"}),
}
_SUGGESTED: Final = {"username": "handle", "accountDisplayName": "name", "bio": "bio"}
_PASSED: Final = {
    "direct-messages.js": "messages",
    "direct-messages-group.js": "messages",
    "ip-audit.js": "logins",
    "follower.js": "followers",
    "personalization.js": "ads",
}
_PART: Final = re.compile(r"-part\d+(?=\.js$)")  # large lists come in several files
_PREFIX: Final = 256
_LONGEST: Final = 4_000
_OWN: Final = 2  # an id deeper inside a post is that of a picture or of somebody named in it


def is_x(archive: Archive) -> bool:
    """Whether the file names are those of an archive of X."""
    names = {base(name) for name in archive.names}
    return bool(names & {"tweets.js", "tweet.js", "like.js"}) and "account.js" in names


def x_archive(archive: Archive) -> Iterator[tuple[str, Record]]:
    """(kind, record) of likes, own posts and the profile; of the rest only that it was there."""
    for name in archive.names:
        kind = _READ.get(_PART.sub("", base(name)))
        if kind is not None:
            for record in _records(archive, name, kind):
                yield from _meant(kind, record)
        elif base(name) in _PASSED:
            yield DROP + _PASSED[base(name)], {}


def _meant(kind: str, record: Record) -> Iterator[tuple[str, Record]]:
    if kind in {"account", "profile"}:
        for field, value in record.items():
            yield _SUGGESTED[field], {"value": value}
        return
    if "tweetId" in record:
        yield "liked", {"link": f"/video/{record['tweetId']}"}
    yield kind, record


def _records(archive: Archive, name: str, kind: str) -> Iterator[Record]:
    record: Record = {}
    key, depth = "", 0
    with archive.open(name) as stream:
        for event, value in json_events(_assigned(stream), archive.limits):
            if event == "map_key":
                key = value
            elif event == "start_map":
                depth += 1
            elif event == "end_map":
                depth -= 1
                if not depth and record:
                    yield record
                    record = {}
            elif event == "string" and key not in record and _is_read(kind, key, depth):
                record[key] = value[:_LONGEST]


def _is_read(kind: str, key: str, depth: int) -> bool:
    return key in _FIELDS[kind] and (key != "id_str" or depth <= _OWN)


def _assigned(stream: IO[bytes]) -> IO[bytes]:
    """The stream behind `window.YTD.name.part0 = `."""
    for _ in range(_PREFIX):
        if (letter := stream.read(1)) == b"=":
            return stream
        if not letter:
            break
    raise Refusal("arrive.damaged")
