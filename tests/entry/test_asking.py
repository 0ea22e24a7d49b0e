from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from serai.entry import LOCALES
from serai.entry.ask import preferred
from serai.entry.guard import is_foreign
from serai.entry.rate import Buckets
from serai.kernel import HandClock


@pytest.mark.parametrize(
    ("accept", "locale"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-TW", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("pt-BR,zh;q=0.5,en;q=0.4", "zh"),
        ("fr", "en"),
        ("en;q=0.1,zh;q=0.9", "zh"),
        (";;;q=x", "en"),
    ],
)
def test_the_page_speaks_what_the_browser_asks_for(accept: str, locale: str) -> None:
    assert preferred(accept) == locale


@given(st.text(max_size=200))
def test_any_header_gives_a_language_we_speak(accept: str) -> None:
    assert preferred(accept) in LOCALES


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-site"}, True),
        ({"origin": "http://here:8000", "host": "here:8000"}, False),
        ({"origin": "http://evil.example", "host": "here:8000"}, True),
        ({"origin": "null", "host": "here:8000"}, True),
        ({"host": "here:8000"}, False),
        ({"sec-fetch-site": "cross-site", "authorization": "Bearer x"}, False),
    ],
)
def test_another_site_may_not_write_in_our_name(headers: dict[str, str], foreign: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_foreign(Headers(headers)) is foreign


def test_a_bucket_empties_and_fills_with_time() -> None:
    clock = HandClock()
    buckets = Buckets()

    def take(key: str) -> bool:
        return buckets.take(key, per_minute=3, now=clock.now())

    assert [take("ana") for _ in range(4)] == [True, True, True, False]
    assert take("bo")
    clock.advance(timedelta(seconds=20))
    assert [take("ana") for _ in range(2)] == [True, False]
