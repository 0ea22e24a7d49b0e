import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.languages import detect, spans


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("今天做了一碗热汤面", "zh"),
        ("How to water a monstera", "en"),
        ("Ramen 拉面", "zh"),
        ("My first week in 上海 and what I learned there", "en"),
        ("京都の紅葉が綺麗でした", "ja"),
        ("오늘은 커피를 마셨어요", "ko"),
        ("Сегодня мы пили чай", "ru"),
        ("قهوة الصباح", "ar"),
        ("กาแฟตอนเช้า", "th"),
        ("Hoy hice una sopa muy rica para mi abuela", "es"),
        ("Ich habe heute eine Suppe gekocht und sie war sehr gut", "de"),
        ("Une journée à la plage avec mon chien", "fr"),
        ("12:30 ☕️ …", "und"),
        ("", "und"),
        ("#cooking #travel 阳台上的番茄", "zh"),
        ("https://example.org/a/long/path 你好", "zh"),
        ("#咖啡", "zh"),
    ],
)
def test_a_language_is_told_by_its_script_and_small_words(text: str, language: str) -> None:
    assert detect(text) == language


def test_two_languages_in_one_line_become_two_spans() -> None:
    found = spans("周末 brunch: 班尼迪克蛋!")
    assert [(span.text, span.language) for span in found] == [
        ("周末 ", "zh"),
        ("brunch: ", "en"),
        ("班尼迪克蛋!", "zh"),
    ]


def test_kanji_between_kana_stay_japanese() -> None:
    assert {span.language for span in spans("紅葉が綺麗、東京")} == {"ja"}


@given(st.text(max_size=200))
def test_spans_joined_are_the_text(text: str) -> None:
    assert "".join(span.text for span in spans(text)) == text


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_be_answered(text: str) -> None:
    assert 2 <= len(detect(text)) <= 3
