"""Every generation of the layout, and forms between them."""

import json
from typing import Any

import pytest

from serai.arrive import Kept, Touched, Watched, Word
from tests.arrive.archives import LIMITS, read, read_json, searches, zipped

LINK = "https://www.tiktokv.com/share/video/7000000000000000001/"
VIDEO = 7000000000000000001
AT = 1740823200  # 2025-03-01 10:00:00 UTC
NOW = "2025-03-01 10:00:00"


def said(kept: Kept, source: str) -> list[str]:
    return [word.text for word in kept.words if word.source == source]


@pytest.mark.parametrize(
    "plain",
    [
        {"Activity": {"Video Browsing History": {"VideoList": [{"Date": NOW, "Link": LINK}]}}},
        {"Activity": {"Video Browsing History": {"VideoList": [{"Date": NOW, "VideoLink": LINK}]}}},
        {"Your Activity": {"Watch History": {"VideoList": [{"date": NOW, "link": LINK}]}}},
        {
            "Your Activity": {
                "Watch History": {"App": 1233, "VideoList": [{"Date": NOW, "Link": LINK}]}
            }
        },
        {"Activity": {"Watch History": {"VideoList": [{"Link": LINK, "Date": f"{NOW} UTC"}]}}},
    ],
)
def test_watched_videos_are_found_in_every_layout(plain: dict[str, Any]) -> None:
    assert read_json(plain).watched == (Watched(VIDEO, AT),)


@pytest.mark.parametrize("section", ["Activity", "Your Activity", "Likes and Favorites"])
@pytest.mark.parametrize("keys", [("Date", "Link"), ("date", "link")])
def test_likes_are_found_wherever_they_were_moved(section: str, keys: tuple[str, str]) -> None:
    entry = dict(zip(keys, (NOW, LINK), strict=True))
    kept = read_json({section: {"Like List": {"ItemFavoriteList": [entry]}}}, "user_data.json")
    assert kept.liked == (Touched(VIDEO, AT),)


@pytest.mark.parametrize(
    ("date", "at"),
    [
        (NOW, AT),
        (f"{NOW} UTC", AT),
        ("2025-03-01T10:00:00Z", AT),
        (f"{NOW} +0000 UTC", AT),
        ("2025-03-01", AT - 36_000),
        ("N/A", 0),
        ("2025-13-41 99:00:00", 0),
        (None, 0),
    ],
)
def test_dates_are_read_in_every_form(date: str | None, at: int) -> None:
    kept = read_json({"Likes": {"Like List": {"ItemFavoriteList": [{"Date": date, "Link": LINK}]}}})
    assert kept.liked == (Touched(VIDEO, at),)


@pytest.mark.parametrize(
    "link",
    [
        LINK,
        f"https://www.tiktok.com/@somebody/video/{VIDEO}",
        f"https://www.tiktok.com/@somebody/photo/{VIDEO}?is_from_webapp=1",
        f"https://m.tiktok.com/v/{VIDEO}.html",
    ],
)
def test_videos_are_known_by_any_of_their_links(link: str) -> None:
    kept = read_json({"A": {"Reposts": {"RepostList": [{"Date": NOW, "Link": link}]}}})
    assert kept.shared == (Touched(VIDEO, AT),)


@pytest.mark.parametrize("empty", [None, [], {}, "", "N/A"])
def test_an_empty_list_may_be_written_in_any_way(empty: Any) -> None:
    plain = searches("tea")
    plain["Your Activity"]["Watch History"] = {"VideoList": empty}
    plain["Your Activity"]["Hashtag"] = empty
    assert read_json(plain).watched == ()


def test_words_come_from_searches_hashtags_collections_interests_and_filters() -> None:
    settings = {
        "Interests": "Food|Travel",
        "Content Preferences": {"Keyword filters for videos in For You feed": ["prank"]},
        "App Language": "en",
    }
    kept = read_json(
        {
            **searches("Monstera  CARE"),
            "Likes and Favorites": {
                "Favorite Hashtags": {
                    "FavoriteHashtagList": [
                        {"Date": NOW, "Link": "https://www.tiktok.com/tag/植物"}
                    ]
                },
                "Favorite Collection": {
                    "FavoriteCollectionList": [{"Date": NOW, "FavoriteCollection": "Recipes"}]
                },
                "Hashtag": {"HashtagList": [{"HashtagName": "latteart", "HashtagLink": ""}]},
            },
            "Profile And Settings": {"Settings": {"SettingsMap": settings}},
        }
    )
    assert said(kept, "search") == ["monstera care"]
    assert said(kept, "saved_hashtag") == ["植物"]
    assert said(kept, "collection") == ["recipes"]
    assert said(kept, "used_hashtag") == ["latteart"]
    assert set(said(kept, "interest")) == {"food", "travel"}
    assert kept.avoided == ("prank",)
    assert kept.suggested.languages == ("en",)


def test_of_comments_and_titles_only_known_words_and_hashtags_are_kept() -> None:
    kept = read_json(
        {
            "Comment": {
                "Comments": {
                    "CommentsList": [
                        {"date": NOW, "comment": "my aunt Rosa gave me this recipe #sourdough"},
                        {"date": NOW, "comment": "Rosa is ill"},
                    ]
                }
            },
            "Post": {"Posts": {"VideoList": [{"Date": NOW, "Title": "Rosa and her #plants"}]}},
        }
    )
    assert set(said(kept, "comment")) == {"sourdough"}
    assert said(kept, "title") == ["plants"]
    assert "rosa" not in str(kept).casefold()


def test_the_profile_is_a_suggestion_without_its_private_lines() -> None:
    kept = read_json(
        {
            "Profile And Settings": {
                "Profile Info": {
                    "ProfileMap": {
                        "userName": "Synthetic.User_42",
                        "displayName": "Synth",
                        "bioDescription": "plants & noodles",
                        "emailAddress": "someone@example.org",
                        "birthDate": "1990-01-01",
                        "telephoneNumber": "",
                    }
                },
                "Following": {"Following": [{"Date": NOW, "UserName": "Creator_001"}]},
                "Block List": {"BlockList": [{"Date": NOW, "UserName": "pest"}]},
            }
        }
    )
    assert kept.suggested.handle == "synthetic.user_42"
    assert kept.suggested.bio == "plants & noodles"
    assert kept.following == ("creator_001",)
    assert kept.blocked == ("pest",)
    assert kept.dropped == {"contact": 2}


def test_private_parts_are_counted_and_never_kept() -> None:
    secret = "PLANTED"
    kept = read_json(
        {
            **searches("tea", f"mail me at {secret}@example.org", "call +86 138 0013 8000"),
            "Direct Message": {
                "Direct Messages": {
                    "ChatHistory": {f"Chat History with {secret}:": [{"Content": secret}] * 3}
                }
            },
            "Your Activity 2": {
                "Login History": {"LoginHistoryList": [{"IP": secret, "DeviceModel": secret}]},
                "Status": {"Status List": [{"Device": secret}]},
                "Off TikTok Activity": {"OffTikTokActivityDataList": [{"Source": secret}]},
                "Ad Interests": {"AdInterestCategories": secret},
            },
            "TikTok Shop": {"Order History": {"OrderHistories": [{"Address": secret}]}},
            "Autofill": {"Address": secret, "Email": secret},
            "Something New": {
                "Unknown": [{"Secret": secret}],
                "Deeper": {"List": [secret, secret]},
            },
        }
    )
    assert secret not in str(kept)
    assert [word.text for word in kept.words] == ["tea"]
    assert kept.dropped == {
        "messages": 3,
        "logins": 2,
        "elsewhere": 1,
        "ads": 1,
        "purchases": 1,
        "contact": 2,
        "other": 3,
    }


def test_the_gap_to_the_next_video_is_the_time_spent() -> None:
    times = ["10:00:00", "10:00:09", "10:00:10", "11:30:00"]
    entries = [
        {"Date": f"2025-03-01 {time}", "Link": LINK.replace("01/", f"{n:02}/")}
        for n, time in enumerate(times)
    ]
    kept = read_json({"A": {"Watch History": {"VideoList": entries[::-1]}}})
    assert [one.dwell for one in kept.watched] == [9, 1, None, None]


def test_the_newest_are_kept_where_there_are_more_than_fit() -> None:
    entries = [
        {"Date": f"2025-03-{day:02} 10:00:00", "Link": LINK.replace("01/", f"{day:02}/")}
        for day in range(1, 29)
    ]
    body = json.dumps({"A": {"Like List": {"ItemFavoriteList": entries}}}).encode()
    kept = read(body, type(LIMITS)(watched=5))
    assert [one.video % 100 for one in kept.liked] == [24, 25, 26, 27, 28]


def test_of_endless_lists_of_words_to_avoid_and_languages_only_some_are_kept() -> None:
    words = [f"word {number}" for number in range(2_000)]
    told = {"Interests": "", "App Language": "en", "Video Languages Preferences": words}
    filters = {"For You feed filter keywords": words}
    kept = read_json({"Settings": {"SettingsMap": told, "Content Preferences": filters}})
    assert len(kept.avoided) == 500
    assert kept.suggested.languages[:2] == ("en", "word 0")
    assert len(kept.suggested.languages) == 8


def test_a_lone_json_file_and_one_with_a_byte_order_mark_are_read() -> None:
    body = json.dumps(searches("tea")).encode()
    assert read(body).words == (Word("search", "tea", AT),)
    assert read(b"\xef\xbb\xbf" + body).words == (Word("search", "tea", AT),)


def test_the_newer_file_is_read_where_both_are_there() -> None:
    body = zipped(
        {
            "a/user_data.json": json.dumps(searches("old")),
            "a\\user_data_tiktok.json": json.dumps(searches("new")),
        }
    )
    assert [word.text for word in read(body).words] == ["new"]
