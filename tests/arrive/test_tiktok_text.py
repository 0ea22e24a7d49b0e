from serai.arrive import Touched, Watched, Word
from tests.arrive.archives import read, zipped

LINK = "https://www.tiktokv.com/share/video/7000000000000000001/"
VIDEO = 7000000000000000001
AT = 1740823200
DAY = "Date: 2025-03-01 10:00:00\n"
DATUM = "Datum: 2025-03-01 10:00:00\n"
VIDEOS = f"Date: 2025-03-01 10:00:00 UTC\nLink: {LINK}\n\n"
PROFILE = "Username: synth\nEmail Address: PLANTED@example.org\nBio Description: N/A\n"
LETTERS = ">>> Chat History with PLANTED::\n2025-03-01 10:00:00 UTC PLANTED: hello\n"


def test_the_english_text_layout_is_read() -> None:
    kept = read(
        zipped(
            {
                "TikTok/Activity/Watch History.txt": VIDEOS,
                "TikTok/Activity/Like List.txt": VIDEOS.replace("Link:", "Video Link:"),
                "TikTok/Activity/Searches.txt": f"{DAY}Search Term: Monstera care\n\n",
                "TikTok/Activity/Following.txt": f"{DAY}Username: creator_001\n\n",
                "TikTok/Comment/Comments.txt": f"{DAY}Comment: recipe please!\n\n",
                "TikTok/Activity/Favorite HashTags.txt": f"{DAY}Link: https://www.tiktok.com/tag/plants\n\n",
                "TikTok/Profile/Profile Information.txt": PROFILE,
                "TikTok/Direct Messages/Direct Messages.txt": LETTERS,
                "TikTok/Tiktok Shopping/Purchases.txt": "You have no data in this section",
            }
        )
    )
    assert kept.watched == (Watched(VIDEO, AT),)
    assert kept.liked == (Touched(VIDEO, AT),)
    assert Word("search", "monstera care", AT) in kept.words
    assert Word("comment", "recipe", AT) in kept.words
    assert Word("saved_hashtag", "plants", AT) in kept.words
    assert kept.following == ("creator_001",)
    assert kept.suggested.handle == "synth"
    assert kept.dropped == {"contact": 1, "messages": 1}
    assert "PLANTED" not in str(kept)


def test_translated_names_and_keys_are_read() -> None:
    kept = read(
        zipped(
            {
                "TikTok/Activiteit/Kijkgeschiedenis.txt": VIDEOS.replace("Date", "Datum"),
                "TikTok/Activiteit/Likelijst.txt": VIDEOS.replace("Date", "Datum"),
                "TikTok/Activiteit/Zoekopdrachten.txt": f"{DATUM}Zoekterm: stekjes\n\n",
                "TikTok/Activiteit/Volgend.txt": f"{DATUM}Gebruikersnaam: maker_1\n\n",
            }
        )
    )
    assert kept.watched == (Watched(VIDEO, AT),)
    assert kept.liked == (Touched(VIDEO, AT),)
    assert kept.words == (Word("search", "stekjes", AT),)
    assert kept.following == ("maker_1",)


def test_an_unknown_name_is_matched_by_content_and_only_for_plain_lists_of_videos() -> None:
    letters = f"{DATUM}Van: PLANTED\nBericht: {LINK}\n\n" * 50
    kept = read(zipped({"TikTok/Katselu.txt": VIDEOS * 3, "TikTok/Viestit.txt": letters}))
    assert len(kept.watched) == 3
    assert kept.liked == ()
    assert kept.dropped == {"other": 50}
    assert "PLANTED" not in str(kept)
