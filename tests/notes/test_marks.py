import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel import PictureId, Refusal
from serai.notes import Draft, NoteLimits, compose, marks_in
from serai.notes.marks import handles_in, is_topic, topics_in

LIMITS = NoteLimits()
PICTURES = (PictureId(1),)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("#做饭", ["做饭"]),
        ("＃旅行 和#植物，还有#咖啡。", ["旅行", "植物", "咖啡"]),
        ("#穿搭[话题]# #美食[话题]#", ["穿搭", "美食"]),
        ("#night_sky #slow-travel- #2024summer", ["night_sky", "slow-travel", "2024summer"]),
        ("#हिन्दी #ไทย #عربي #日本語", ["हिन्दी", "ไทย", "عربي", "日本語"]),
        ("#1 is not one, nor is # alone, nor ##", []),
        ("C#sharp https://a.example/b#part &#38; snake_#case", []),
        (f"#{'a' * 40} #{'b' * 41}", ["a" * 40]),
        ("#coffee#tea", ["coffee"]),
        ("(#coffee)「#茶」", ["coffee", "茶"]),
    ],
)
def test_topics_are_read_in_any_script(text: str, topics: list[str]) -> None:
    assert topics_in(text, 40) == topics


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("with @ana and ＠Bo_2, thanks @ana!", ["ana", "bo_2"]),
        ("谢谢@lin！", ["lin"]),
        ("谢谢@lin的咖啡", ["lin"]),
        ("ana@example.org @example.org https://x.example/@ana", []),
        ("@a is too short, @" + "b" * 31 + " too long", []),
        ("See you @ana.", ["ana"]),
    ],
)
def test_handles_are_read_and_addresses_are_not(text: str, handles: list[str]) -> None:
    assert handles_in(text) == handles


def test_a_mark_says_where_it_stands() -> None:
    text = "谢谢@Lin的 #手冲 #咖啡!"
    assert [(mark.kind, mark.word, text[mark.start : mark.end]) for mark in marks_in(text)] == [
        ("person", "lin", "@Lin"),
        ("topic", "手冲", "#手冲"),
        ("topic", "咖啡", "#咖啡"),
    ]


@given(st.text("#@ab中1_- .", max_size=60))
def test_marks_stand_one_behind_the_other(text: str) -> None:
    marks = marks_in(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(marks))
    assert all(text[mark.start] in "#@" for mark in marks)


@given(st.text(max_size=200))
def test_every_topic_read_is_one_that_may_be_written(text: str) -> None:
    for topic in topics_in(text, 40):
        assert is_topic(topic, 40)
        assert topics_in(f"#{topic}", 40) == [topic]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft(), "no_pictures"),
        (Draft(pictures=tuple(PictureId(n) for n in range(13))), "too_many_pictures"),
        (Draft(pictures=PICTURES * 2), "picture_twice"),
        (Draft(title="t" * 65, pictures=PICTURES), "title_too_long"),
        (Draft(title="🍜" * 10**6, pictures=PICTURES), "title_too_long"),
        (Draft(text="t" * 2001, pictures=PICTURES), "text_too_long"),
        (Draft(kind="clip", pictures=PICTURES), "bad_kind"),  # type: ignore[arg-type]  # meant
        (Draft(audience="all", pictures=PICTURES), "bad_audience"),  # type: ignore[arg-type]  # meant
        (Draft(kind="text", pictures=PICTURES), "no_words"),
        (Draft(kind="text", cover_words="\u202e \x00", pictures=PICTURES), "no_words"),
        (Draft(kind="text", cover_words="w" * 301, pictures=PICTURES), "cover_too_long"),
        (Draft(kind="text", cover_words="w", cover_style="x", pictures=PICTURES), "bad_style"),
        (Draft(topics=("two! words",), pictures=PICTURES), "bad_topic"),
        (Draft(topics=("w" * 41,), pictures=PICTURES), "bad_topic"),
        (Draft(topics=tuple(f"t{n}" for n in range(11)), pictures=PICTURES), "too_many_topics"),
        (Draft(topics=("x",) * 10_000, pictures=PICTURES), "too_many_topics"),
        (Draft(text=" ".join(f"#t{n}" for n in range(11)), pictures=PICTURES), "too_many_topics"),
        (Draft(text=" ".join(f"@p{n}" for n in range(11)), pictures=PICTURES), "too_many_mentions"),
    ],
)
def test_a_draft_that_cannot_stand_is_refused_with_its_code(draft: Draft, code: str) -> None:
    with pytest.raises(Refusal) as no:
        compose(draft, LIMITS)
    assert no.value.code == f"note.{code}"


def test_the_largest_draft_that_is_welcome_stands() -> None:
    draft = Draft(
        title="字" * 64,
        text="字" * 2000,
        pictures=tuple(PictureId(n) for n in range(12)),
        topics=tuple(f"topic{n}" for n in range(10)),
    )
    composed = compose(draft, LIMITS)
    assert (len(composed.title), len(composed.text), len(composed.topics)) == (64, 2000, 10)


def test_one_topic_in_many_spellings_is_one_topic() -> None:
    composed = compose(
        Draft(topics=("Night Sky", "#night_sky"), text="#NightSky #夜空", pictures=PICTURES), LIMITS
    )
    assert len({tag.topic for tag in composed.topics}) == len(composed.topics)
    assert composed.topics[0].shown == "Night-Sky"


@given(title=st.text(max_size=60), text=st.text(max_size=300))
def test_composing_what_was_composed_changes_nothing(title: str, text: str) -> None:
    try:
        once = compose(Draft(title=title, text=text, pictures=PICTURES), LIMITS)
    except Refusal:
        return
    twice = compose(Draft(title=once.title, text=once.text, pictures=PICTURES), LIMITS)
    assert once == twice
