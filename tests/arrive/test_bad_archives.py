import struct
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from serai.arrive import ArriveLimits, spool
from serai.kernel import Refusal
from tests.arrive.archives import HOSTILE, LIMITS, read, zipped


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_archive_is_refused_with_its_own_code(name: str) -> None:
    body, code = HOSTILE[name]
    with pytest.raises(Refusal) as no:
        read(body)
    assert no.value.code == code


def test_a_good_archive_passes_where_the_bad_ones_fail() -> None:
    kept = read(zipped({"user_data.json": '{"a": {"Searches": {"SearchList": [{}]}}}'}))
    assert kept.words == ()


def test_reading_stops_at_the_unpacked_limit_across_files() -> None:
    files = {f"TikTok/{name}.txt": "Date: 2025-01-01\n\n" * 9000 for name in ("Like List", "Posts")}
    read(zipped(files))
    with pytest.raises(Refusal, match="unpacks_too_large"):
        read(zipped(files), replace(LIMITS, unpacked=200_000))


def test_a_bomb_that_lies_about_its_size_is_refused_while_it_grows() -> None:
    body = bytearray(zipped({"user_data_tiktok.json": b'{"a":[' + b'"a",' * (4 << 20)}))
    struct.pack_into("<I", body, body.rindex(b"PK\x01\x02") + 24, 100)
    with pytest.raises(Refusal, match=r"arrive\.(unpacks_too_large|damaged|truncated)"):
        read(bytes(body))


def test_more_values_than_any_archive_has_are_refused() -> None:
    with pytest.raises(Refusal, match="unpacks_too_large"):
        read(b'{"a":[' + b"1," * 2000, replace(LIMITS, events=1000))


def test_a_single_endless_value_is_refused_before_it_is_held() -> None:
    # Every quotation mark inside is escaped, so the value never ends.
    body = b'{"a": "' + b'\\"' * (3 << 20)
    with pytest.raises(Refusal, match=r"arrive\.damaged"):
        read(body)


async def test_the_upload_limit_is_kept_while_receiving() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 1000

    with pytest.raises(Refusal, match=r"too_large \(limit=1\)"):
        await spool(endless(), ArriveLimits(upload=1 << 20).upload)


async def test_the_spool_has_no_name() -> None:
    async def once() -> AsyncIterator[bytes]:
        yield b"some bytes"

    with await spool(once(), 100) as file:
        assert isinstance(file.name, int)
        assert file.read() == b"some bytes"
