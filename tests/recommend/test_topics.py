import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.recommend import TOPICS, canonical, topic_name


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("cooking", "cooking"),
        ("#Recipes", "cooking"),
        ("home cooking", "cooking"),
        ("Home_Cooking", "cooking"),
        ("＃做饭", "cooking"),
        ("植物", "plants"),
        ("ｐｌａｎｔｓ", "plants"),
        ("monstera", "plants"),
    ],
)
def test_any_spelling_of_a_topic_finds_it(word: str, key: str) -> None:
    assert canonical(word) == key


def test_a_word_nobody_named_stays_itself_in_one_spelling() -> None:
    assert canonical("#Underwater  Basket_Weaving") == "underwater-basket-weaving"
    assert topic_name("underwater-basket-weaving", "zh") == "underwater-basket-weaving"


def test_a_topic_has_a_name_in_each_language() -> None:
    assert topic_name("cooking", "zh") == "美食"
    assert topic_name("cooking", "en") == "Food & cooking"
    assert topic_name("cooking", "fr") == "Food & cooking"


def test_no_alias_means_two_topics() -> None:
    owners: dict[str, str] = {}
    for key, topic in TOPICS.items():
        for alias in topic.aliases:
            assert owners.setdefault(alias.casefold(), key) == key, alias


def test_every_topic_brings_phrases_for_an_encoder() -> None:
    assert len(TOPICS) >= 20
    assert all(len(topic.phrases) >= 12 for topic in TOPICS.values())


@given(st.text(max_size=60))
def test_asking_twice_changes_nothing(word: str) -> None:
    once = canonical(word)
    assert canonical(once) == once
