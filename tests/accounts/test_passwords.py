import asyncio
from datetime import timedelta

import pytest

from serai.accounts import (
    check_password,
    drop_password,
    hash_password,
    keys_of,
    make_link,
    make_recovery_codes,
    set_password,
    sign_in_with_link,
    sign_in_with_password,
    use_recovery_code,
    verify_password,
    whose_link,
)
from serai.kernel import HandClock, Refusal
from serai.store import Database
from tests.world import somebody

GOOD = "camel 驼 caravan"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("ninechars", "account.password_short"),
        ("x" * 201, "account.password_long"),
        ("ana_the_great", "account.password_is_handle"),
        ("Ana_the_Great2026!", "account.password_is_handle"),
        ("Password123", "account.password_common"),
        ("zzzzzzzzzzzz", "account.password_common"),
        ("20261231 0000", "account.password_common"),
    ],
)
def test_a_password_that_would_be_guessed_is_refused(password: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_password(password, "@Ana_the_great")
    assert refused.value.code == code


@pytest.mark.parametrize("password", [GOOD, "correct horse", "今天的早餐是豆浆和油条"])
def test_words_in_any_script_make_a_password(password: str) -> None:
    assert check_password(password, "ana") == password
    assert check_password(password, "") == password


async def test_a_password_signs_in_and_a_wrong_one_says_no_more_than_a_wrong_handle(
    database: Database,
) -> None:
    hashed = await hash_password(GOOD)
    assert GOOD not in hashed
    assert "m=19456,t=2,p=1" in hashed
    async with database.write() as tx:
        ana = await somebody(tx, "ana", password_hash=hashed)
        await somebody(tx, "keyless")
    assert await sign_in_with_password(database, "@Ana", GOOD) == ana
    for handle, password in (("ana", GOOD + "!"), ("nobody", GOOD), ("keyless", ""), ("a\x00", "")):
        with pytest.raises(Refusal) as refused:
            await sign_in_with_password(database, handle, password)
        assert refused.value.code == "account.sign_in_failed"


async def test_ten_wrong_passwords_for_a_handle_make_passwords_rest(
    database: Database, clock: HandClock
) -> None:
    hashed = await hash_password(GOOD)
    async with database.write() as tx:
        ana = await somebody(tx, "ana", password_hash=hashed)
    for _ in range(9):
        with pytest.raises(Refusal, match="sign_in_failed"):
            await sign_in_with_password(database, "ana", "wrong")
    assert await sign_in_with_password(database, "ana", GOOD) == ana, "a right one forgives"
    tries = [sign_in_with_password(database, "@ANA", "wrong") for _ in range(12)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    codes = [one.code for one in answers if isinstance(one, Refusal)]
    assert codes.count("account.sign_in_failed") == 10
    assert codes.count("account.too_many_tries") == 2
    with pytest.raises(Refusal, match="too_many_tries"):
        await sign_in_with_password(database, "ana", GOOD)
    with pytest.raises(Refusal, match="sign_in_failed"):
        await sign_in_with_password(database, "bo", GOOD)
    clock.advance(timedelta(minutes=2))
    assert await sign_in_with_password(database, "ana", GOOD) == ana


async def test_a_flood_of_passwords_is_refused_and_not_piled_up() -> None:
    hashed = await hash_password(GOOD)
    answers = await asyncio.gather(
        *(verify_password(hashed, "wrong") for _ in range(80)), return_exceptions=True
    )
    refused = [one for one in answers if isinstance(one, Refusal)]
    assert {one.code for one in refused} == {"account.busy"}
    assert len(refused) == 80 - 64
    assert await verify_password(hashed, GOOD), "and afterwards all is well"


async def test_a_password_can_be_set_and_given_up_for_a_passkey(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        await set_password(tx, ana.id, "hashed")
        assert (await keys_of(tx, ana.id)).password
        with pytest.raises(Refusal, match="last_key"):
            await drop_password(tx, ana.id)


async def test_each_recovery_code_opens_once_however_it_is_typed(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        await somebody(tx, "bo")
        codes = await make_recovery_codes(tx, ana.id)
    assert len(set(codes)) == 10
    typed = codes[0].upper().replace("-", " ").replace("0", "O").replace("1", "l")
    async with database.write() as tx:
        assert await use_recovery_code(tx, "@ana", typed) == ana
        assert (await keys_of(tx, ana.id)).codes == 9
        for handle, code in (("ana", codes[0]), ("bo", codes[1]), ("no", codes[1]), ("ana", "")):
            with pytest.raises(Refusal, match="recovery_failed"):
                await use_recovery_code(tx, handle, code)
        fresh = await make_recovery_codes(tx, ana.id)
        with pytest.raises(Refusal, match="recovery_failed"):
            await use_recovery_code(tx, "ana", codes[2])
        assert await use_recovery_code(tx, "ana", fresh[2]) == ana


async def test_a_link_signs_in_once_and_within_its_hour(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        link, old = [await make_link(tx, ana.id) for _ in range(2)]
        assert await whose_link(tx, link) == ana
        assert await sign_in_with_link(tx, link) == ana
        with pytest.raises(Refusal, match="link_over"):
            await sign_in_with_link(tx, link)
    clock.advance(timedelta(hours=1))
    async with database.read() as tx:
        with pytest.raises(Refusal, match="link_over"):
            await whose_link(tx, old)
