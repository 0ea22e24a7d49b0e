"""What is typed is taken for what people take for the same: width, script, sound, a slip."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel import NoteId
from serai.search import (
    corrections,
    find_notes,
    forget_note,
    forget_words,
    fuse,
    in_head,
    index_note,
    sounds,
    spots,
    tidy,
    words,
    words_in,
)
from serai.search.bigrams import pieces
from serai.search.pinyin import sound, syllables
from serai.store import Database, Read

NOTES = {
    1: ("周末咖啡馆探店", "在巷子里找到一家安静的小店，银行旁边。"),
    2: ("臺灣的麵包與雞蛋糕", "後來又去了一次"),
    3: ("Pottery for beginners", "Throwing clay; a wobbly teapot."),
    4: ("人々の暮らし", "時々、町を歩く。"),
    5: ("서울의 커피", "주말에 마신 커피가 좋았다"),
    6: ("A walk", "We talked of pottery, and of women’s hands. 我们走了很久"),
}


@pytest.fixture
async def filled(database: Database) -> Database:
    async with database.write() as tx:
        for which, (title, text) in NOTES.items():
            await index_note(tx, NoteId(which), title, text, [])
    return database


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("台湾", [2]),
        ("臺灣", [2]),
        ("面包", [2]),
        ("后来", [2]),
        ("雞蛋", [2]),
        ("咖\u200b啡", [1]),
        ("人々", [4]),
        ("々の", [4]),
        ("時々", [4]),
        ("커피가", [5]),
        ("pott", [6, 3]),
        ("potteries", []),
        ("beginner", [3]),
        ("店银", []),
        ("旁边", [1]),
    ],
)
async def test_words_are_found_however_they_are_written(
    filled: Database, typed: str, found: list[int]
) -> None:
    async with filled.read() as look:
        assert await find_notes(look, typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kafei", [1]),
        ("kafeiguan", [1]),
        ("ka fei guan", [1]),
        ("KaFei", [1]),
        ("feika", []),
        ("yinhang", [1]),
        ("yinxing", []),
        ("taiwan", [2]),
        ("tanDian kafei", [1]),
        ("women", [6]),
        ("coffee", []),
        ("xian", []),
        ("ka", []),
        ("咖啡 tandian", [1]),
    ],
)
async def test_chinese_is_found_by_its_sound(
    filled: Database, typed: str, found: list[int]
) -> None:
    async with filled.read() as look:
        assert await find_notes(look, sounds(typed)) == found


async def test_the_head_of_a_note_is_a_list_of_its_own(filled: Database) -> None:
    async with filled.read() as look:
        assert await find_notes(look, in_head("pottery")) == [3]
        assert await find_notes(look, words("pottery", begins=False)) == [6, 3]
        assert await find_notes(look, words("potter", begins=False)) == []


async def test_a_slip_of_the_hand_is_put_right_by_words_of_notes_alone(filled: Database) -> None:
    async with filled.read() as look:
        for slip in ("potery", "pottary", "potttery", "pottrey"):
            assert await corrections(look, slip) == ["pottery"], slip
        assert await corrections(look, "a wobby teapot") == ["a wobbly teapot"]
        assert await corrections(look, "tlk") == []
        assert await corrections(look, "unheard") == []


async def test_a_word_that_no_note_holds_any_more_is_forgotten(filled: Database) -> None:
    async with filled.write() as tx:
        await forget_note(tx, NoteId(3))

    async def hold(_: Read, ids: Sequence[NoteId], word: str) -> bool:
        return any(word in words_in("\n".join(NOTES[which])) for which in ids)

    await forget_words(hold)(filled)
    async with filled.read() as look:
        assert await corrections(look, "wobby") == []
        assert await corrections(look, "potery") == ["pottery"]


@pytest.mark.parametrize(
    ("letters", "ways"),
    [
        ("kafei", [["ka", "fei"]]),
        ("xian", [["xian"], ["xi", "an"]]),
        ("coffee", []),
        ("", []),
        ("kāfēi", []),
        ("a" * 41, []),
    ],
)
def test_letters_are_cut_into_syllables(letters: str, ways: list[list[str]]) -> None:
    assert syllables(letters) == ways


def test_a_pair_sounds_as_its_word_does() -> None:
    said = [sound(pair) for pair in ("咖啡", "银行", "行人", "重庆", "长大", "旅行", "ab")]
    assert said == ["kafei", "yinhang", "xingren", "chongqing", "zhangda", "lvxing", ""]


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("周末去咖啡館", "咖啡馆", ["咖啡館"]),
        ("Café au lait, cafeteria", "cafe", ["Café", "cafe"]),
        ("decaf", "caf", []),
        ("a cat sat", "a", ["a"]),
        ("Straße", "strasse", ["Straße"]),
        ("ＡＢＣ", "abc", ["ＡＢＣ"]),
        ("one two", "two one", ["one", "two"]),
        ("", "x", []),
    ],
)
def test_words_are_marked_where_they_stand(text: str, typed: str, marked: list[str]) -> None:
    assert [text[a:b] for a, b in spots(text, typed)] == marked


def test_what_sounds_so_is_marked_too() -> None:
    text = "去咖啡馆喝卡非"
    assert [text[a:b] for a, b in spots(text, "kafei", sounding=True)] == ["咖啡", "卡非"]
    assert spots(text, "kafei") == []


@given(st.text(max_size=60), st.text(max_size=12))
def test_marks_lie_in_the_text_and_apart(text: str, typed: str) -> None:
    found = spots(text, typed, sounding=True)
    ends = [end for spot in found for end in spot]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in found)


@given(st.text(alphabet="咖啡馆探店abc 々の커피，", min_size=1, max_size=30), st.data())
def test_a_part_of_a_run_is_cut_as_the_run_is(text: str, data: st.DataObject) -> None:
    runs = [piece for sort, piece in pieces(text) if sort == "run"]
    if runs:
        run = data.draw(st.sampled_from(runs))
        start = data.draw(st.integers(0, len(run) - 1))
        end = data.draw(st.integers(start + 1, len(run)))
        assert list(pieces(run[start:end])) == [("run", run[start:end])]


def test_lists_are_merged_by_their_places() -> None:
    assert fuse([["a", "b", "c"]]) == ["a", "b", "c"]
    assert fuse([["a", "b", "c"], ["b", "d"]]) == ["b", "a", "d", "c"]
    assert fuse([]) == []


def test_what_was_typed_is_one_line_and_bounded() -> None:
    assert tidy("  a\n\x00b\u202ec ") == "a b c"
    assert len(tidy("x" * 10_000)) == 200
