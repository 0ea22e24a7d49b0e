import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from serai.web.prose import handles_said, marked, prose


def test_only_topics_of_the_note_and_people_who_exist_become_links() -> None:
    said = prose("Hi @Ana and @nobody: #Plants #else", "en", {"Plants": "plants"}, {"ana"})
    assert said == (
        'Hi <a href="/@ana">@Ana</a> and @nobody: <a href="/topics/plants">#Plants</a> #else'
    )


def test_a_topic_in_chinese_has_an_address() -> None:
    said = prose("#猫 在这里", "zh", {"猫": "猫"})
    assert said.startswith('<a href="/topics/%E7%8C%AB">#猫</a>')


def test_each_language_is_marked_where_it_is_not_the_elements_own() -> None:
    assert marked("Tea 茶", "en") == 'Tea <span lang="zh-Hans">茶</span>'
    assert marked("茶", "zh") == "茶"


@given(st.text(alphabet=st.sampled_from("<>&\"'#@猫a b")), st.sampled_from(["en", "zh", "und"]))
def test_nothing_anybody_types_becomes_markup(text: str, language: str) -> None:
    said = prose(text, language, {"a": "a", "猫": "猫"}, frozenset(handles_said(text)))
    bare = re.sub(r"</?(a|span)( [a-z]+=\"[^\"<>]*\")*>", "", str(said))
    assert unescape(bare) == text
    for mark in ("<script", "<b", "<a>", "onerror"):
        assert mark not in said
    assert said.count("<a ") == said.count("</a>")
    assert said.count("<span ") == said.count("</span>")
