"""Own posts: which layouts say their ids, and what of them is kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.arrive import Posted, known_words, read_archive, sample_archive
from serai.arrive.own_post import own_post
from tests.arrive.archives import LIMITS, read, read_json, searches, zipped

VIDEO = 7000000000000000001
LINK = f"https://www.tiktokv.com/share/video/{VIDEO}/"
BARE = "https://v16m.tiktokcdn.com/4f2b/6612/video/tos/useast2a/tos-useast2a-ve-0068c004/o8Eb/"
NOW = "2025-03-01 10:00:00"
AT = 1740823200
TITLE = "my balcony in May #plants"


def posted(entry: dict[str, Any]) -> tuple[Posted, ...]:
    return read_json({**searches("tea"), "Post": {"Posts": {"VideoList": [entry]}}}).posts


@pytest.mark.parametrize(
    "plain",
    [
        {"Video": {"Videos": {"VideoList": [{"Date": NOW, "Link": LINK, "Likes": "4"}]}}},
        {"Video": {"Videos": {"VideoList": [{"Date": NOW, "VideoLink": LINK}]}}},
        {"Post": {"Posts": {"VideoList": [{"Date": f"{NOW} UTC", "Link": LINK, "Sound": "x"}]}}},
        {"Your Activity": {"Posts": {"VideoList": [{"date": NOW, "link": LINK}]}}},
    ],
)
def test_own_posts_are_found_in_every_layout(plain: dict[str, Any]) -> None:
    assert read_json(plain).posts == (Posted(VIDEO, AT),)


@pytest.mark.parametrize(
    "link",
    [
        LINK,
        f"https://www.tiktok.com/@me/video/{VIDEO}",
        f"https://www.tiktok.com/@me/photo/{VIDEO}?lang=en",
        f"https://m.tiktok.com/v/{VIDEO}.html",
        f"{BARE}?a=1233&item_id={VIDEO}&br=1",
        f"{BARE}?video_id={VIDEO}",
    ],
)
def test_the_id_is_taken_where_a_link_carries_it(link: str) -> None:
    assert posted({"Date": NOW, "Link": link, "Title": TITLE}) == (Posted(VIDEO, AT, TITLE),)


@pytest.mark.parametrize("link", [f"{BARE}?a=1233&br=2520&mime_type=video_mp4", "N/A", "", None])
def test_a_post_whose_link_says_no_id_is_kept_as_a_word_alone(link: str | None) -> None:
    entry = {"Date": NOW, "Link": link, "Title": f"Rosa and her {TITLE}"}
    kept = read_json({"Post": {"Posts": {"VideoList": [entry]}}})
    assert kept.posts == ()
    assert [word.text for word in kept.words] == ["plants"]
    assert "Rosa" not in str(kept)


@pytest.mark.parametrize(
    ("seen_by", "kept"),
    [("Public", True), ("Everyone", True), ("Friends", False), ("Only me", False), ("私密", False)],
)
def test_only_posts_that_anybody_could_see_are_kept(seen_by: str, *, kept: bool) -> None:
    entry = {"Date": NOW, "Link": LINK, "Title": TITLE, "WhoCanView": seen_by}
    assert bool(posted(entry)) is kept


def test_a_title_is_one_short_line_without_links() -> None:
    title = "up\nthe \u202ehill https://x.example/a?b " + "x" * 200
    (one,) = posted({"Date": NOW, "Link": LINK, "Title": title})
    assert one.title.startswith("up the hill xxx")
    assert len(one.title) == 80


def test_a_post_that_stands_there_twice_is_one_and_the_newest_are_kept() -> None:
    entries = [
        {"Date": f"2025-03-{day:02} 10:00:00", "Link": LINK.replace("01/", f"{day:02}/")}
        for day in [*range(1, 29), 28]
    ]
    body = json.dumps({"Post": {"Posts": {"VideoList": entries}}}).encode()
    kept = read(body, type(LIMITS)(posts=5))
    assert [one.post % 100 for one in kept.posts] == [25, 26, 27, 28]


@pytest.mark.parametrize("name", ["Posts", "Videos", "Berichten geplaatst", "发布的视频"])
def test_own_posts_of_the_text_layout_are_found(name: str) -> None:
    block = f"Date: {NOW} UTC\nLink: {LINK}\nLike(s): 3\nTitle: {TITLE}\n\n"
    assert read(zipped({f"TikTok/Post/{name}.txt": block})).posts == (Posted(VIDEO, AT, TITLE),)


def script(*tweets: dict[str, Any]) -> bytes:
    plain = json.dumps([{"tweet": tweet} for tweet in tweets])
    account = 'window.YTD.account.part0 = [{"account": {"username": "me"}}]'
    return zipped(
        {"data/tweets.js": f"window.YTD.tweets.part0 = {plain}", "data/account.js": account}
    )


def test_of_own_posts_on_x_the_id_the_day_and_known_words_are_kept() -> None:
    tweet = {
        "entities": {"user_mentions": [{"id_str": "31337"}], "media": [{"id_str": "42424242"}]},
        "id_str": "1700000000000000000",
        "created_at": "Sat Mar 01 10:00:00 +0000 2025",
        "full_text": "Rosa and my #plants",
    }
    passed_on = tweet | {"id_str": "1700000000000000001", "full_text": "RT @bo: my #plants"}
    kept = read(script(tweet, passed_on))
    assert kept.posts == (Posted(1700000000000000000, AT, "plants"),)
    assert "Rosa" not in str(kept)


@pytest.mark.parametrize("name", ["tiktok_json_2022.zip", "tiktok_json_2025.zip", "x_archive.zip"])
def test_the_posts_of_the_made_up_archives_are_found(shared: Path, name: str) -> None:
    with (shared / "data" / "exports" / name).open("rb") as file:
        kept = read_archive(file, LIMITS, known_words)
    assert len({one.post for one in kept.posts}) == 6
    assert all(one.at for one in kept.posts)


def test_the_sample_has_posts_of_its_own() -> None:
    kept = read(sample_archive(1_750_000_000_000_000))
    assert len(kept.posts) == 4
    assert "my balcony in May #plants" in {one.title for one in kept.posts}
    assert all(one.post >> 32 == one.at for one in kept.posts)


FIELDS = ["date", "link", "videolink", "title", "full_text", "id_str", "whocanview", "text"]
VALUES = st.text(max_size=40) | st.sampled_from([LINK, NOW, "N/A", "1" * 19, "9" * 19, "RT @a: b"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(FIELDS), VALUES), st.lists(st.text(max_size=30)))
def test_whatever_a_record_says_a_post_is_bounded_or_none(
    record: dict[str, str], words: list[str]
) -> None:
    found = own_post(record, words)
    if found is not None:
        assert 0 < found.post < 2**63
        assert found.at >= 0
        assert len(found.title) <= 80
        assert "\n" not in found.title
        assert "\x00" not in found.title
        assert "http://" not in found.title
