"""Archives made for the tests: small, odd, broken and hostile."""

import io
import json
import struct
import zipfile
from collections.abc import Mapping
from typing import IO, Any

from serai.arrive import ArriveLimits, Kept, known_words, read_archive

LIMITS = ArriveLimits()


def file_of(body: bytes) -> IO[bytes]:
    return io.BytesIO(body)


def zipped(members: Mapping[str, bytes | str], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return packed.getvalue()


def read(body: bytes, limits: ArriveLimits = LIMITS) -> Kept:
    with file_of(body) as file:
        return read_archive(file, limits, known_words)


def read_json(plain: Any, name: str = "user_data_tiktok.json") -> Kept:
    return read(zipped({name: json.dumps(plain, ensure_ascii=False)}))


def searches(*terms: str) -> dict[str, Any]:
    found = [{"Date": "2025-03-01 10:00:00", "SearchTerm": term} for term in terms]
    return {"Your Activity": {"Searches": {"SearchList": found}}}


def encrypted() -> bytes:
    body = bytearray(zipped({"user_data_tiktok.json": "{}"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = body.index(mark) + at
        (flags,) = struct.unpack_from("<H", body, where)
        struct.pack_into("<H", body, where, flags | 1)
    return bytes(body)


def symlink() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("user_data_tiktok.json")
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return packed.getvalue()


def bomb() -> bytes:
    return zipped({"user_data_tiktok.json": b'{"a":[' + b'"a",' * (16 << 20) + b"1]}"})


def deep() -> bytes:
    return b"[" * (100 << 20)


def claims_millions_of_files() -> bytes:
    body = bytearray(zipped({"user_data_tiktok.json": "{}"}))
    at = body.rindex(b"PK\x05\x06")
    struct.pack_into("<HH", body, at + 8, 65_000, 65_000)
    return bytes(body)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a text file": (b"hello there", "arrive.not_an_archive"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "arrive.not_an_archive"),
    "nothing": (b"   ", "arrive.empty"),
    "an empty zip": (zipped({}), "arrive.empty"),
    "half a zip": (zipped({"user_data_tiktok.json": "{}" * 500})[:60], "arrive.truncated"),
    "half a json": (b'{"Your Activity": {"Searches": {"SearchList": [', "arrive.truncated"),
    "a hundred megabytes of brackets": (deep(), "arrive.too_deep"),
    "a bomb": (bomb(), "arrive.unpacks_too_large"),
    "millions of claimed files": (claims_millions_of_files(), "arrive.unpacks_too_large"),
    "a climbing name": (
        zipped({"../../../etc/cron.d/x.sh": "boo"}),
        "arrive.nothing_known",
    ),
    "a locked zip": (encrypted(), "arrive.encrypted"),
    "a link": (symlink(), "arrive.damaged"),
    "a zip in a zip": (zipped({"inner.zip": zipped({"a.json": "{}"})}), "arrive.nested"),
    "not quite json": (zipped({"user_data_tiktok.json": "{'a': 1}"}), "arrive.damaged"),
    "an enormous number": (b'{"a":' + b"9" * 5000 + b"}", "arrive.damaged"),
    "a wrong checksum": (
        zipped({"user_data_tiktok.json": b'{"aaaa": "bbbb"}'}, how=0).replace(b"bbbb", b"cccc"),
        "arrive.damaged",
    ),
    "another platform": (
        zipped({"your_instagram_activity/likes/liked_posts.json": "{}"}),
        "arrive.other_platform",
    ),
    "an archive of nothing": (zipped({"user_data_tiktok.json": "{}"}), "arrive.nothing_known"),
    "unknown bytes in a text": (
        zipped({"TikTok/Searches.txt": b"Date: 2025-01-01\nSearch Term: \xff\xfe\n"}),
        "arrive.damaged",
    ),
}
