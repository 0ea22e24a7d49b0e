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
