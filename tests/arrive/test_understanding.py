import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.arrive import Kept, Word, known_words, understand
from serai.arrive.place import CLOSE, closeness, place, topic_rows
from serai.arrive.weigh import HALF_LIFE, WEIGHTS, Term, strength
from serai.models import AbsentEncoder, Encoder, RememberedEncoder, SentenceEncoder
from serai.recommend import TOPICS
from tests.conftest import missing

DAY = 86_400
NOW = 1_740_000_000


def words(*said: tuple[str, str], at: int = NOW) -> Kept:
    return Kept(platform="tiktok", words=tuple(Word(source, text, at) for source, text in said))


async def understood(kept: Kept, encoder: Encoder | None = None) -> dict[str, float]:
    found = await understand(kept, encoder or AbsentEncoder("no need"))
    return {one.key: one.weight for one in found.interests}


async def test_a_name_of_a_topic_is_placed_in_any_language_and_spelling() -> None:
    found = await understood(words(("used_hashtag", "houseplants"), ("search", "做饭")))
    assert set(found) == {"plants", "cooking"}


async def test_a_word_inside_places_a_search_where_no_encoder_is() -> None:
    found = await understand(words(("search", "monstera care")), AbsentEncoder("not installed"))
    (plants,) = found.interests
    assert (plants.key, plants.evidence[0].how) == ("plants", "word")
    assert not found.by_meaning


async def test_a_meaning_places_a_search_that_holds_no_known_word() -> None:
    encoder = RememberedEncoder({"pothos": "leafy plant", "leafy": "leafy plant"})
    phrase = next(one for one in TOPICS["plants"].phrases if "leafy" in one)
    found = await understand(words(("search", f"pothos {phrase}")), encoder)
    assert found.by_meaning
    assert found.interests[0].key == "plants"


async def test_an_encoder_that_comes_later_is_asked_again() -> None:
    encoder = RememberedEncoder()
    await encoder.close()
    assert await topic_rows(encoder) is None
    encoder._presence = RememberedEncoder().presence
    assert await topic_rows(encoder) is not None


async def test_below_the_bar_a_term_stays_a_word() -> None:
    found = await understand(words(("search", "zxqv wvut")), RememberedEncoder())
    (word,) = found.interests
    assert (word.key, word.known) == ("zxqv wvut", False)
    assert place("zxqv", [CLOSE - 0.01] * len(TOPICS)) == ()
    assert place("zxqv", [CLOSE + 0.01, *[0.0] * (len(TOPICS) - 1)])[0].topic == next(iter(TOPICS))


async def test_two_topics_that_are_equally_close_share_a_term() -> None:
    close = [0.0] * len(TOPICS)
    close[2], close[5] = 0.7, 0.69
    first, second = place("zxqv", close)
    assert first.share + second.share == pytest.approx(1)
    assert first.share > second.share


async def test_words_that_say_nothing_are_left_out() -> None:
    assert await understood(words(("used_hashtag", "fyp"), ("used_hashtag", "热门"))) == {}


async def test_searching_outweighs_a_hashtag_and_both_a_comment() -> None:
    found = await understood(
        words(("search", "plants"), ("used_hashtag", "coffee"), ("comment", "travel"))
    )
    assert list(found) == ["plants", "coffee", "travel"]
    assert found["plants"] == 1


async def test_what_is_long_ago_counts_less() -> None:
    old = words(("search", "plants"), at=NOW - HALF_LIFE)
    new = words(("search", "coffee"))
    found = await understood(Kept(platform="tiktok", words=old.words + new.words))
    assert found == {"coffee": 1.0, "plants": pytest.approx(0.5)}


async def test_names_of_people_followed_hint_faintly() -> None:
    found = await understand(words(("search", "coffee"), ("follow", "plant")), AbsentEncoder(""))
    assert [one.key for one in found.interests] == ["coffee", "plants"]


@given(
    st.sampled_from(sorted(WEIGHTS)),
    st.integers(1, 1000),
    st.integers(0, 2000).map(lambda days: NOW - days * DAY),
)
def test_strength_grows_with_count_and_fades_with_age(source: str, count: int, last: int) -> None:
    now = strength(Term(source, "x", count, last), NOW)
    assert now > 0
    assert strength(Term(source, "x", count + 1, last), NOW) > now
    assert strength(Term(source, "x", count, last - DAY), NOW) < now


@given(st.lists(st.tuples(st.sampled_from(sorted(WEIGHTS)), st.text(min_size=1, max_size=12))))
async def test_weights_are_ordered_and_the_strongest_is_one(said: list[tuple[str, str]]) -> None:
    found = await understood(words(*said))
    weights = list(found.values())
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
    assert not weights or weights[0] == 1


def test_known_words_are_whole_words_in_latin_and_any_stretch_in_chinese() -> None:
    assert known_words("the catalogue of Latte Art") == ["latte art"]
    assert known_words("我家的龟背竹") == ["龟背竹"]
    assert known_words("花钱") == []


async def test_closeness_is_the_mean_of_the_nearest_phrases() -> None:
    encoder = RememberedEncoder()
    topics = await topic_rows(encoder)
    assert topics is not None
    assert await topic_rows(encoder) is topics, "computed once"
    rows = topics.rows[:4]
    close = closeness(rows, topics)
    assert close.shape == (4, len(TOPICS))
    end = topics.starts[1]
    nearest = np.sort(rows[0] @ topics.rows[:end].T)[-3:]
    assert close[0, 0] == pytest.approx(nearest.mean(), abs=1e-5)


async def test_the_real_encoder_places_searches_of_both_languages() -> None:
    encoder = SentenceEncoder(patience=60)
    encoder.start()
    await encoder.encode([])
    if encoder.presence.state != "ready":
        missing("models", encoder.presence.reason)
    searches = {
        "番茄炒蛋 做法": "cooking",
        "绿萝怎么养": "plants",
        "金毛 掉毛": "pets",
        "敏感肌 防晒": "beauty",
        "meteor shower tonight": "night-sky",
        "red lipstick": "beauty",
        "champions league": "sport",
    }
    found = await understand(words(*(("search", text) for text in searches)), encoder)
    await encoder.close()
    placed = {said.text: one.key for one in found.interests for said in one.evidence}
    assert placed == searches
