"""A made-up archive of our own, in the layout of 2025, with private parts planted in it."""

import io
import random
import tomllib
import zipfile
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any, Final

from serai.kernel import to_json

PLANTED: Final = "private"
_SEED: Final = 2025
WATCHED: Final = 600
_LIKED: Final = 40
_SAVED: Final = 14


def sample_archive(now: int, watched: int = WATCHED) -> bytes:
    """A zip as the old platform would make it at `now` (epoch microseconds)."""
    told = tomllib.loads((files("serai.arrive") / "sample.toml").read_text(encoding="utf-8"))
    life = _Life(datetime.fromtimestamp(now // 1_000_000, UTC))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("user_data_tiktok.json", to_json(_archive(told, life, watched)))
    return packed.getvalue()


class _Life:
    """Moments and videos, the same in every sample but for the day it ends on."""

    def __init__(self, end: datetime) -> None:
        self._chance = random.Random(_SEED)  # noqa: S311 - a story, not a secret
        self._end = end

    def moment(self) -> str:
        """Some time in the last sixty days."""
        return self._say(self._end - timedelta(minutes=self._chance.randrange(60, 86_400)))

    def post(self) -> dict[str, str]:
        """The day and the link of a post of one's own."""
        at = self._end - timedelta(minutes=self._chance.randrange(60, 86_400))
        return {"Date": self._say(at), "Link": self._link(at)}

    def evening(self, count: int, date: str, link: str) -> list[dict[str, str]]:
        """`count` videos one after the other, looked at for a second to half a minute."""
        at = self._end - timedelta(days=9)
        seen = []
        for _ in range(count):
            at += timedelta(seconds=self._chance.choice([1, 1, 2, 2, 3, 6, 9, 14, 30, 1500]))
            seen.append({date: self._say(at), link: self._video(at)})
        return seen

    def _video(self, at: datetime) -> str:
        return self._link(at - timedelta(seconds=self._chance.randrange(3600, 40 * 86_400)))

    def _link(self, upload: datetime) -> str:
        # The upper half of such an id is the second of its upload.
        number = (int(upload.timestamp()) << 32) | self._chance.getrandbits(32)
        return f"https://www.tiktokv.com/share/video/{number}/"

    def _say(self, at: datetime) -> str:
        return at.strftime("%Y-%m-%d %H:%M:%S")


def _archive(told: dict[str, Any], life: _Life, watched: int) -> dict[str, Any]:
    return {
        "Profile And Settings": _profile(told, life),
        "Your Activity": _activity(told, life, watched),
        "Likes and Favorites": _favourites(told, life),
        "Comment": {
            "Comments": {
                "CommentsList": [
                    {"date": f"{life.moment()} UTC", "comment": text, "photo": "N/A", "url": ""}
                    for text in told["comments"]
                ]
            }
        },
        "Post": {
            "Posts": {
                "VideoList": [
                    life.post() | {"Likes": "3", "WhoCanView": "Public", "Title": text}
                    for text in told["titles"]
                ]
            }
        },
        **_private(told[PLANTED], life),
    }


def _profile(told: dict[str, Any], life: _Life) -> dict[str, Any]:
    private = told[PLANTED]
    return {
        "Profile Info": {
            "ProfileMap": {
                "userName": told["handle"],
                "displayName": told["name"],
                "bioDescription": told["bio"],
                "emailAddress": private["email"],
                "telephoneNumber": private["phone"],
                "birthDate": "None",
            }
        },
        "Settings": {
            "SettingsMap": {
                "App Language": told["languages"][0],
                "Interests": told["interests"],
                "Content Preferences": {
                    "Keyword filters for videos in For You feed": told["avoided"],
                    "Video Languages Preferences": told["languages"],
                },
            }
        },
        "Following": {
            "Following": [{"Date": life.moment(), "UserName": who} for who in told["following"]]
        },
        "Autofill": {"Address": private["address"], "PhoneNumber": private["phone"]},
    }


def _activity(told: dict[str, Any], life: _Life, watched: int) -> dict[str, Any]:
    return {
        "Watch History": {"VideoList": life.evening(watched, "Date", "Link")},
        "Searches": {
            "SearchList": [
                {"Date": life.moment(), "SearchTerm": term}
                for term, count in told["searches"].items()
                for _ in range(count)
            ]
        },
        "Hashtag": {
            "HashtagList": [
                {"HashtagName": name, "HashtagLink": f"https://www.tiktok.com/tag/{name}"}
                for name in told["hashtags"]
            ]
        },
        "Login History": {
            "LoginHistoryList": [{"Date": life.moment(), "IP": told[PLANTED]["ip"]}] * 3
        },
    }


def _favourites(told: dict[str, Any], life: _Life) -> dict[str, Any]:
    return {
        "Like List": {"ItemFavoriteList": life.evening(_LIKED, "date", "link")},
        "Favorite Videos": {"FavoriteVideoList": life.evening(_SAVED, "Date", "Link")},
        "Favorite Hashtags": {
            "FavoriteHashtagList": [
                {"Date": life.moment(), "Link": f"https://www.tiktok.com/tag/{name}"}
                for name in told["saved_hashtags"]
            ]
        },
        "Favorite Collection": {
            "FavoriteCollectionList": [
                {"Date": life.moment(), "FavoriteCollection": name} for name in told["collections"]
            ]
        },
    }


def _private(private: dict[str, str], life: _Life) -> dict[str, Any]:
    letter = {"Date": life.moment(), "From": "night_trains", "Content": private["message"]}
    return {
        "Direct Message": {
            "Direct Messages": {"ChatHistory": {"Chat History with night_trains:": [letter] * 12}}
        },
        "TikTok Shop": {
            "Order History": {"OrderHistories": [{"Date": life.moment(), "Item": private["order"]}]}
        },
    }
