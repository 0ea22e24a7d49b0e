import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.languages import foreign, passages
from serai.languages.as_is import Covered, Left, between, prepare, uncover


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("I love this place. 今天很好。We all laughed at the cat.", ["en", "zh", "en"]),
        ("今天的 brunch 太 chill 了 😂😂", ["zh"]),
        ("See https://example.org/a?b=1.2 for the whole story of it.", ["en"]),
        ("Hoje comi um pastel na feira.\n\nToday I had a pastry at the market.", ["pt", "en"]),
        ("Lovely day with all of you here. Ok la. Bye!", ["en"]),
        ("🎉🎉", ["und"]),
        ("没有摔，本来就头朝下走路。\n\n图：Lukas Baubkus，CC-BY-SA-3.0，有裁剪", ["zh"]),
        ("Lukas Baubkus", ["und"]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_its_sentences_change_language(text: str, languages: list[str]) -> None:
    assert [one.language for one in passages(text)] == languages


@given(st.text(max_size=300))
def test_passages_joined_are_the_text(text: str) -> None:
    assert "".join(one.text for one in passages(text)) == text


def test_only_what_somebody_does_not_read_is_foreign_to_them() -> None:
    text = "I love this place. 今天很好。"
    assert [one.language for one in foreign(text, {"zh"})] == ["en"]
    assert foreign(text, {"zh", "en"}) == []
    assert foreign("12:30 🎉", {"zh"}) == []


def test_names_topics_links_and_emoji_are_kept_from_the_translator() -> None:
    text = "I love #coffee at @ana_cooks's, see https://x.org/a ☕️\n\nAnd 上海 is great!"
    parts = prepare(text, "en")
    shown = [part for part in parts if isinstance(part, Covered)]
    assert [one.text for one in shown] == ["I love ZZ1 at ZZ2's, see ZZ3", "And ZZ1 is great!"]
    assert [one.kept for one in shown] == [("#coffee", "@ana_cooks", "https://x.org/a"), ("上海",)]
    assert "☕️" in [part.text for part in parts if isinstance(part, Left)]


def test_a_text_may_go_on_right_behind_a_name_or_a_link() -> None:
    for source, text, kept in (
        ("ja", "今日は@anaとカフェに行きました。", "@ana"),
        ("zh", "看这个https://x.org/a真的很好吃，推荐给大家。", "https://x.org/a"),
    ):
        (shown,) = [one for one in prepare(text, source) if isinstance(one, Covered)]
        assert kept in shown.kept, text
    assert "ZZ1とカフェに行きました" in prepare("今日は@anaとカフェに行きました。", "ja")[0].text


def test_ideographs_among_kana_are_japanese() -> None:
    assert [one.language for one in passages("日本語の文章です。大変満足。")] == ["ja"]


def test_many_signs_cost_no_more_than_many_letters() -> None:
    assert "".join(one.text for one in passages("!" * 20_000 + "x")) == "!" * 20_000 + "x"


def test_what_is_only_a_link_or_a_topic_is_not_shown_to_a_translator() -> None:
    for text in ("https://x.org/a", "#coffee @ana", "🎉", "12:30", " \n "):
        assert not [part for part in prepare(text, "en") if isinstance(part, Covered)], text


@given(
    st.text(max_size=300) | st.text("ZZ12 @a#ü上.", max_size=30),
    st.sampled_from(["en", "zh", "ru"]),
)
def test_an_engine_that_changes_nothing_changes_nothing(text: str, source: str) -> None:
    whole = ""
    for part in prepare(text, source):
        told = uncover(part.text, part.kept) if isinstance(part, Covered) else part.text
        assert told is not None
        whole += told
    assert whole == text


def test_words_between_marks_can_be_translated_one_by_one() -> None:
    (shown,) = [one for one in prepare("I love #coffee at @ana", "en") if isinstance(one, Covered)]
    assert between(shown) == ["I love ", "#coffee", " at ", "@ana", ""]


@pytest.mark.parametrize("made", ["Eu amo", "Eu amo ZZ1 e ZZ1", "Eu amo ZZ2", "ZZ1 ZZ2"])
def test_a_mark_that_is_lost_or_doubled_is_noticed(made: str) -> None:
    assert uncover("Eu amo ZZ1", ("#cafe",)) == "Eu amo #cafe"
    assert uncover(made, ("#cafe",)) is None
