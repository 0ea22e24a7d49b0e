from collections.abc import AsyncIterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.events import PersonJoined, ProfileChanged
from serai.kernel import NoteId, PersonId
from serai.search import (
    bigrams,
    find_notes,
    find_people,
    forget_note,
    index_note,
    index_person,
    on_person_joined,
    on_profile_changed,
)
from serai.store import Database, Write
from tests.world import somebody

NOTES = {
    1: ("周末咖啡馆探店", "在巷子里找到一家安静的小店", ["探店"]),
    2: (
        "Pour over at home",
        "My café notes: 15 g of beans, 250 g of water",
        ["coffee", "咖啡与茶"],
    ),
    3: ("夜空 Night_Sky", "カメラを三脚に載せて", ["night-sky"]),
    4: ("Чай с мятой", "커피보다 차가 좋아요 ☕️", []),
    5: ("Strasse, STRAẞE, ﬁne", "full-width ＡＢＣ１２３", []),
}


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        for which, (title, text, topics) in NOTES.items():
            await index_note(opened, NoteId(which), title, text, topics)
        yield opened


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("咖啡", [2, 1]),
        ("咖啡馆", [1]),
        ("啡咖", []),
        ("咖", [2, 1]),
        ("探店 咖啡", [1]),
        ("#探店", [1]),
        ("pour", [2]),
        ("POU", [2]),
        ("our", []),
        ("cafe", [2]),
        ("CAFÉ home", [2]),
        ("night sky", [3]),
        ("night-sky", [3]),
        ("night_sky", [3]),
        ("三脚", [3]),
        ("カメラ", [3]),
        ("ｶﾒﾗ", [3]),
        ("чай", [4]),
        ("커피", [4]),
        ("☕", [4]),
        ("strasse", [5]),
        ("fine", [5]),
        ("abc123", [5]),
        ("15 g", [2]),
        ("", []),
        ("   ", []),
        ("🦔", []),
        ("nothing like it", []),
    ],
)
async def test_notes_are_found_in_any_script(tx: Write, typed: str, found: list[int]) -> None:
    assert await find_notes(tx, typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "*",
        'pour"*',
        "pour AND",
        "NOT pour",
        "pour OR 咖啡",
        "words:pour",
        "NEAR(pour home)",
        "pour & !home | (",
        "pour <-> home",
        "'pour':*",
        "\\",
        "{words}: x",
        "^pour",
        "-pour",
        "%",
        "\x00pour\x07",
        "\ud800",
        "\u202epour\u202c",
        "🍜" * 10_000,
        "a" * 10_000,
        "咖啡" * 5_000,
        "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 200,
        "_",
        "___ _",
    ],
)
async def test_no_query_is_syntax_and_none_is_too_strange(tx: Write, typed: str) -> None:
    found = await find_notes(tx, typed)
    assert set(found) <= {NoteId(which) for which in NOTES}
    assert await find_people(tx, typed) == []


async def test_words_of_a_query_that_look_like_syntax_are_words(tx: Write) -> None:
    await index_note(tx, NoteId(9), "This AND that, NOT those", "near OR far", [])
    assert await find_notes(tx, "this AND that") == [9]
    assert await find_notes(tx, "NOT those") == [9]
    assert await find_notes(tx, "pour OR far") == []


async def test_a_note_is_found_by_its_new_words_alone_and_then_not_at_all(tx: Write) -> None:
    await index_note(tx, NoteId(2), "Moka pot", "", [])
    assert await find_notes(tx, "pour") == []
    assert await find_notes(tx, "moka") == [2]
    await forget_note(tx, NoteId(2))
    assert await find_notes(tx, "moka") == []


async def test_found_notes_come_in_pages_newest_first(tx: Write) -> None:
    for which in range(20, 30):
        await index_note(tx, NoteId(which), "Same words 同样的话", "", [])
    first = await find_notes(tx, "同样", None, 4)
    assert first == [29, 28, 27, 26]
    assert await find_notes(tx, "same", first[-1], 4) == [25, 24, 23, 22]
    assert await find_notes(tx, "same", NoteId(20), 4) == []


async def test_people_are_found_by_handle_and_name(tx: Write) -> None:
    await index_person(tx, PersonId(1), "lin_cooks", "林小满")
    await index_person(tx, PersonId(2), "marta", "Márta Nagy")
    assert await find_people(tx, "小满") == [1]
    assert await find_people(tx, "@lin") == [1]
    assert await find_people(tx, "cooks") == [1]
    assert await find_people(tx, "lin_co") == [1]
    assert await find_people(tx, "marta nagy") == [2]
    assert await find_people(tx, "lin", PersonId(1)) == []


async def test_whoever_joins_is_found_and_whoever_has_the_handle_stands_first(tx: Write) -> None:
    ana = await somebody(tx, "ana", name="Ana")
    anabel = await somebody(tx, "anabel", name="Anabel")
    for person in (ana, anabel):
        await on_person_joined(tx, PersonJoined(person=person.id))
        await on_profile_changed(tx, ProfileChanged(person=person.id))
    assert await find_people(tx, "ana") == [ana.id, anabel.id]
    assert await find_people(tx, "anab") == [anabel.id]
    assert await find_people(tx, "ana", None, 1) == [ana.id]
    assert await find_people(tx, "ana", anabel.id) == []


async def test_every_page_of_people_is_full_until_the_last(tx: Write) -> None:
    for handle in ("ana_one", "ana_two", "ana", "ana_three", "ana_four"):
        await on_person_joined(tx, PersonJoined(person=(await somebody(tx, handle)).id))
    pages: list[list[PersonId]] = [await find_people(tx, "ana", None, 2)]
    while len(pages[-1]) == 2:
        pages.append(await find_people(tx, "ana", pages[-1][-1], 2))
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({one for page in pages for one in page}) == 5


@given(st.text(max_size=300))
def test_tokens_hold_nothing_that_could_be_syntax(text: str) -> None:
    for token in bigrams(text):
        assert token
        assert not set(token) & set(" \t\n\x00\"'\\*:&|!()<>^-+{}")


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=st.text(min_size=1, max_size=40))
async def test_a_note_is_found_by_its_whole_title(tx: Write, title: str) -> None:
    await index_note(tx, NoteId(7), title, "", [])
    if bigrams(title):
        assert NoteId(7) in await find_notes(tx, title)
