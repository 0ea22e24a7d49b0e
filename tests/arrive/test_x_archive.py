import json

import pytest

from serai.arrive import Kept, Touched
from serai.kernel import Refusal
from tests.arrive.archives import read, zipped


def script(name: str, things: object) -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(things, indent=2)}"


ACCOUNT = script(
    "account",
    [
        {
            "account": {
                "email": "PLANTED@example.org",
                "phoneNumber": "PLANTED",
                "username": "Synth",
                "accountDisplayName": "Synth 合成",
            }
        }
    ],
)


def archive(**files: str) -> Kept:
    named = {f"data/{name.replace('_', '-')}.js": body for name, body in files.items()}
    return read(zipped({"data/account.js": ACCOUNT, **named}))


def test_likes_own_posts_and_the_profile_are_kept_and_nothing_else() -> None:
    tweet = {
        "id_str": "1700000000000000000",
        "created_at": "Sat Mar 01 18:00:00 +0000 2025",
        "full_text": "PLANTED and my #plants https://t.co/abc",
        "entities": {"urls": [{"expanded_url": "PLANTED"}]},
    }
    kept = archive(
        like=script(
            "like", [{"like": {"tweetId": "1525103891112128260", "fullText": "PLANTED ramen"}}]
        ),
        tweets=script("tweets", [{"tweet": tweet}]),
        profile=script(
            "profile", [{"profile": {"description": {"bio": "noodles", "location": "PLANTED"}}}]
        ),
        direct_messages=script("direct_messages", [{"text": "PLANTED"}]),
        ip_audit=script("ip_audit", [{"loginIp": "PLANTED"}]),
    )
    assert kept.platform == "x"
    assert kept.liked == (Touched(1525103891112128260),)
    assert {(word.source, word.text, word.at) for word in kept.words} == {
        ("liked_text", "ramen", 0),
        ("title", "plants", 1740852000),
    }
    assert kept.suggested.handle == "synth"
    assert kept.suggested.name == "Synth 合成"
    assert kept.suggested.bio == "noodles"
    assert kept.dropped == {"messages": 1, "logins": 1}
    assert "PLANTED" not in str(kept)


def test_lists_in_several_files_and_under_older_names_are_read() -> None:
    said = [
        script("tweet", [{"tweet": {"full_text": f"#{word}", "created_at": "?"}}])
        for word in ("coffee", "hiking", "pets")
    ]
    kept = archive(tweet=said[0], tweets_part1=said[1], tweet_part22=said[2])
    assert {word.text for word in kept.words} == {"coffee", "hiking", "pets"}


@pytest.mark.parametrize("body", ["", "no list here", "x" * 1000, "window.YTD.like.part0 = [{"])
def test_a_file_that_assigns_nothing_is_refused(body: str) -> None:
    with pytest.raises(Refusal, match=r"arrive\.(damaged|truncated)"):
        archive(like=body)
