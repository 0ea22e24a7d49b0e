"""Whatever is in the file: something is kept or it is refused, and nothing else happens."""

import contextlib
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.arrive.tiktok_sections import LEAVES, LISTS, PLACES, PRIVATE
from serai.kernel import Refusal
from tests.arrive.archives import read, zipped

NAMES = sorted(
    {part for pair in LISTS for part in pair} | set(LEAVES) | set(PRIVATE) | PLACES | {"ghost"}
)
FIELDS = [
    "Date",
    "date",
    "Link",
    "VideoLink",
    "UserName",
    "SearchTerm",
    "comment",
    "HashtagName",
    "Title",
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=30),
    st.sampled_from(
        [
            "2025-03-01 10:00:00",
            "https://www.tiktokv.com/share/video/7000000000000000001/",
            "N/A",
            "0000-00-00 00:00:00",
            "9999-12-31 23:59:59",
        ]
    ),
)
RECORDS = st.dictionaries(st.sampled_from(FIELDS), SCALARS, max_size=4)
PLAIN = st.recursive(
    SCALARS | RECORDS | st.lists(RECORDS, max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=25,
)
CAREFULLY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CAREFULLY
@given(PLAIN)
def test_any_json_is_kept_or_refused(plain: Any) -> None:
    body = json.dumps(plain).encode()
    with contextlib.suppress(Refusal):
        read(body)
    with contextlib.suppress(Refusal):
        read(zipped({"user_data.json": body}))


@CAREFULLY
@given(st.binary(max_size=300), st.sampled_from([b"", b"{", b"PK\x03\x04", b"PK\x05\x06"]))
def test_any_bytes_are_kept_or_refused(body: bytes, start: bytes) -> None:
    with contextlib.suppress(Refusal):
        read(start + body)


@CAREFULLY
@given(st.integers(min_value=0), st.integers(0, 255))
def test_a_zip_with_one_wrong_byte_is_kept_or_refused(at: int, byte: int) -> None:
    body = bytearray(zipped({"user_data.json": '{"Activity": {"Searches": {"SearchList": []}}}'}))
    body[at % len(body)] = byte
    with contextlib.suppress(Refusal):
        read(bytes(body))


@CAREFULLY
@given(st.text(max_size=300), st.sampled_from(["Searches", "Settings", "Like List", "Unknown"]))
def test_any_text_is_kept_or_refused(text: str, name: str) -> None:
    body = text.encode("utf-8", "replace")
    with contextlib.suppress(Refusal):
        read(zipped({f"TikTok/{name}.txt": body}))


@CAREFULLY
@given(st.text(min_size=1, max_size=20), st.sampled_from(sorted(PRIVATE)), PLAIN)
def test_nothing_below_a_private_name_is_kept(secret: str, name: str, plain: Any) -> None:
    marked = f"PLANTED{secret}"
    body = json.dumps({name: {"Searches": {"SearchList": [{"SearchTerm": marked}]}, "x": plain}})
    with contextlib.suppress(Refusal):
        assert "planted" not in str(read(body.encode())).casefold()
