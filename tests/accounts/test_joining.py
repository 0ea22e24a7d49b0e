import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.accounts import (
    Newcomer,
    ProfileDraft,
    clean_handle,
    edit_profile,
    find,
    find_many,
    join,
    likely_handle,
    people,
)
from serai.kernel import HandClock, PersonId, Refusal
from serai.store import Database
from tests.world import somebody


async def test_whoever_joins_is_found_by_id_and_by_handle(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await join(tx, Newcomer("@Ana_1", " 安娜  Ana ", ("en", "zh", "en"), "zh"))
    assert (ana.handle, ana.name, ana.languages) == ("ana_1", "安娜 Ana", ("en", "zh"))
    assert ana.joined_at == clock.now()
    async with database.read() as tx:
        assert await find(tx, "ANA_1") == ana
        assert await people(tx, [ana.id, PersonId(5)]) == {ana.id: ana}
        assert await find_many(tx, ["@ana_1", "nobody"]) == {"ana_1": ana}
        assert await people(tx, []) == {}
        for nobody in ("bo", "a\x00b", "\ud800", "安娜", "", "a" * 99):
            assert await find(tx, nobody) is None
            assert await find_many(tx, [nobody]) == {}


async def test_a_handle_belongs_to_whoever_came_first(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
    with pytest.raises(Refusal, match="handle_taken"):
        async with database.write() as tx:
            await somebody(tx, "ANA", name="Another")
    async with database.read() as tx:
        assert await find(tx, "ana") == ana


async def test_an_empty_name_becomes_the_handle(database: Database) -> None:
    async with database.write() as tx:
        assert (await join(tx, Newcomer("bo", "  "))).name == "bo"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a", "account.handle_length"),
        ("a" * 31, "account.handle_length"),
        ("", "account.handle_length"),
        ("ana maria", "account.handle_letters"),
        ("安娜娜", "account.handle_letters"),
        ("ana\x00", "account.handle_letters"),
        ("аnа", "account.handle_letters"),
        ("Support", "account.handle_reserved"),
    ],
)
def test_a_handle_that_cannot_be_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_handle(text)
    assert refused.value.code == code


@given(st.text(max_size=40))
def test_a_handle_is_plain_or_refused_and_cleaning_twice_changes_nothing(text: str) -> None:
    try:
        handle = clean_handle(text)
    except Refusal:
        return
    assert 2 <= len(handle) <= 30
    assert set(handle) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")
    assert clean_handle(handle) == handle


@pytest.mark.parametrize(
    ("elsewhere", "here"),
    [
        ("@Ana.Maria-7", "ana_maria_7"),
        ("安娜", ""),
        ("ana安", "ana"),
        (".x.", ""),
        ("y" * 99, "y" * 30),
    ],
)
def test_a_name_from_elsewhere_becomes_a_handle_where_it_can(elsewhere: str, here: str) -> None:
    assert likely_handle(elsewhere) == here


async def test_a_profile_can_be_rewritten(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        draft = ProfileDraft("Ana 🌿", "Plants.\n\n\n\nAnd tea.", ("zh", "en"))
        edited = await edit_profile(tx, ana, draft)
    assert edited.bio == "Plants.\n\nAnd tea."
    async with database.read() as tx:
        assert await find(tx, "ana") == edited


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (ProfileDraft("\u202e "), "account.name_empty"),
        (ProfileDraft("é" * 41), "account.name_too_long"),
        (ProfileDraft("Ana", "😀" * 301), "account.bio_too_long"),
        (ProfileDraft("Ana", languages=("klingon",)), "account.language_unknown"),
        (ProfileDraft("Ana", languages=tuple(f"x{n}" for n in "abcdefghi")), "many"),
    ],
)
async def test_a_profile_beyond_its_bounds_is_refused(
    database: Database, draft: ProfileDraft, code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        async with database.write() as tx:
            await edit_profile(tx, await somebody(tx, "ana"), draft)
