from collections import Counter

import pytest

from serai.bench.labelled import posts, span_f1
from serai.languages import detect

LEAST_RIGHT = 0.97
LEAST_F1 = 0.9


def test_the_set_is_400_posts_in_16_languages_of_every_kind() -> None:
    every = posts()
    assert len(every) == 400
    assert set(Counter(post.language for post in every).values()) == {25}
    kinds = Counter(post.kind for post in every)
    assert min(kinds[kind] for kind in ("name", "slang", "emoji", "mixed")) >= 32


def test_the_language_of_nearly_every_short_post_is_told() -> None:
    pytest.importorskip("eldc", reason="the extra “models” holds the tables")
    every = posts()
    wrong = [(post.text, detect(post.text)) for post in every if detect(post.text) != post.language]
    assert 1 - len(wrong) / len(every) >= LEAST_RIGHT, wrong


def test_spans_of_mixed_posts_begin_and_end_where_the_language_changes() -> None:
    pytest.importorskip("eldc", reason="the extra “models” holds the tables")
    mixed = [post for post in posts() if post.kind == "mixed"]
    assert len(mixed) == 48
    assert span_f1(mixed) >= LEAST_F1


def test_a_wrong_span_counts_against_f1() -> None:
    (one, *_) = [post for post in posts() if post.kind == "mixed"]
    for language in ("und", "fr"):
        one.pieces[:] = [(language, text) for _, text in one.pieces]
        assert span_f1([one]) == 0
