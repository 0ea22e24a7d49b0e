import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webauthn import verify_registration_response
from webauthn.helpers import parse_authentication_credential_json

from serai.accounts import (
    Origin,
    Person,
    ask_for_new_passkey,
    ask_for_passkey,
    ask_to_confirm,
    check_new_passkey,
    confirm_with_passkey,
    drop_passkey,
    drop_password,
    keep_passkey,
    keys_of,
    sign_in_with_passkey,
)
from serai.accounts.passkeys import _UNREADABLE
from serai.kernel import HandClock, Refusal
from serai.store import Database
from tests.accounts.authenticator import Device
from tests.world import somebody

HERE = Origin("localhost", "http://localhost:8000", "Serai")


async def a_person_with(database: Database, device: Device) -> Person:
    async with database.write() as tx:
        asked = await ask_for_new_passkey(tx, HERE, "ana", "Ana")
    async with database.write() as tx:
        key = await check_new_passkey(tx, HERE, asked.ticket, device.make(asked.options))
        ana = await somebody(tx, "ana")
        await keep_passkey(tx, ana.id, key, "Ana's telephone")
    return ana


async def entering(database: Database, device: Device) -> Person:
    async with database.write() as tx:
        asked = await ask_for_passkey(tx, HERE)
    async with database.write() as tx:
        return await sign_in_with_passkey(tx, HERE, asked.ticket, device.sign(asked.options))


async def test_a_passkey_made_while_joining_signs_its_holder_in(
    database: Database, clock: HandClock
) -> None:
    device = Device()
    ana = await a_person_with(database, device)
    clock.advance(timedelta(days=3))
    assert await entering(database, device) == ana
    async with database.read() as tx:
        keys = await keys_of(tx, ana.id)
    assert not keys.password
    [key] = keys.passkeys
    assert (key.label, key.used_at) == ("Ana's telephone", clock.now())


async def test_a_key_nobody_holds_opens_nothing(database: Database) -> None:
    await a_person_with(database, Device())
    with pytest.raises(Refusal, match="passkey_unknown"):
        await entering(database, Device())


async def test_a_forged_signature_opens_nothing(database: Database) -> None:
    device, thief = Device(), Device()
    await a_person_with(database, device)
    thief.credential = device.credential
    with pytest.raises(Refusal, match="passkey_wrong"):
        await entering(database, thief)


@pytest.mark.parametrize("device", [Device("http://evil.example"), Device(verifies=False)])
async def test_another_origin_or_an_unverified_holder_makes_no_key(
    database: Database, device: Device
) -> None:
    with pytest.raises(Refusal, match="passkey_wrong"):
        await a_person_with(database, device)


async def test_an_answer_counts_once_and_for_five_minutes(
    database: Database, clock: HandClock
) -> None:
    device = Device()
    await a_person_with(database, device)
    async with database.write() as tx:
        once, late = [await ask_for_passkey(tx, HERE) for _ in range(2)]
        answer = device.sign(once.options)
        await sign_in_with_passkey(tx, HERE, once.ticket, answer)
        with pytest.raises(Refusal, match="passkey_late"):
            await sign_in_with_passkey(tx, HERE, once.ticket, answer)
    clock.advance(timedelta(minutes=5))
    async with database.write() as tx:
        with pytest.raises(Refusal, match="passkey_late"):
            await sign_in_with_passkey(tx, HERE, late.ticket, device.sign(late.options))


async def test_a_copied_key_is_noticed_by_its_count(database: Database) -> None:
    device = Device()
    await a_person_with(database, device)
    device.uses = 7
    await entering(database, device)
    device.uses = 3
    with pytest.raises(Refusal, match="passkey_wrong"):
        await entering(database, device)


async def test_a_ticket_for_making_a_key_does_not_sign_in(database: Database) -> None:
    device = Device()
    await a_person_with(database, device)
    async with database.write() as tx:
        asked = await ask_for_new_passkey(tx, HERE, "ana", "Ana")
        options = json.dumps(json.loads(asked.options) | {"rpId": "localhost"})
        with pytest.raises(Refusal, match="passkey_late"):
            await sign_in_with_passkey(tx, HERE, asked.ticket, device.sign(options))


async def test_a_device_is_told_which_keys_it_holds_already(database: Database) -> None:
    device = Device()
    ana = await a_person_with(database, device)
    async with database.write() as tx:
        asked = await ask_for_new_passkey(tx, HERE, "ana", "Ana")
        assert len(json.loads(asked.options)["excludeCredentials"]) == 1
        key = await check_new_passkey(tx, HERE, asked.ticket, device.make(asked.options))
        with pytest.raises(Refusal, match="passkey_known"):
            await keep_passkey(tx, ana.id, key, "again")


async def test_the_last_key_is_not_given_up(database: Database) -> None:
    ana = await a_person_with(database, Device())
    async with database.write() as tx:
        [key] = (await keys_of(tx, ana.id)).passkeys
        with pytest.raises(Refusal, match="last_key"):
            await drop_passkey(tx, ana.id, key.id)
        bo = await somebody(tx, "bo", password_hash="kept")
        with pytest.raises(Refusal, match="last_key"):
            await drop_password(tx, bo.id)
        cy = await somebody(tx, "cy", password_hash="kept")
        await drop_passkey(tx, cy.id, key.id)
        assert (await keys_of(tx, ana.id)).passkeys, "nobody drops the key of another"


@settings(max_examples=60)
@given(
    junk=st.one_of(
        st.text(max_size=40),
        st.just("[" * 5_000),
        st.fixed_dictionaries(
            {
                "id": st.sampled_from(["YQ", "Y", 3, None]),
                "rawId": st.sampled_from(["YQ", "Y", "é"]),
                "type": st.sampled_from(["public-key", "x", None]),
                "response": st.dictionaries(
                    st.sampled_from(
                        [
                            "clientDataJSON",
                            "attestationObject",
                            "authenticatorData",
                            "signature",
                            "userHandle",
                            "transports",
                        ]
                    ),
                    st.sampled_from(["YQ", "Y", "oA", "e30", "W10", 7, None, ["x"]]),
                ),
            }
        ).map(json.dumps),
    )
)
def test_whatever_is_sent_as_an_answer_is_refused_in_words(junk: str) -> None:
    with pytest.raises(_UNREADABLE):
        verify_registration_response(
            credential=junk,
            expected_challenge=b"x",
            expected_rp_id="localhost",
            expected_origin="http://localhost",
        )
    try:
        parse_authentication_credential_json(junk)
    except _UNREADABLE:
        return


async def confirming(database: Database, who: Person, device: Device) -> None:
    async with database.write() as tx:
        asked = await ask_to_confirm(tx, HERE, who)
        offered = [one["id"] for one in json.loads(asked.options)["allowCredentials"]]
        assert len(offered) == 1, "the device is asked for this person's keys alone"
    async with database.write() as tx:
        await confirm_with_passkey(tx, HERE, who, asked.ticket, device.sign(asked.options))


async def test_who_asks_for_something_that_matters_confirms_it_with_their_own_passkey(
    database: Database,
) -> None:
    mine, theirs = Device(), Device()
    ana = await a_person_with(database, mine)
    async with database.write() as tx:
        bo = await somebody(tx, "bo")
        with pytest.raises(Refusal, match=r"account\.no_passkey"):
            await ask_to_confirm(tx, HERE, bo)
        asked = await ask_for_new_passkey(tx, HERE, "bo", "Bo")
    async with database.write() as tx:
        key = await check_new_passkey(tx, HERE, asked.ticket, theirs.make(asked.options))
        await keep_passkey(tx, bo.id, key, "")
    await confirming(database, ana, mine)
    with pytest.raises(Refusal, match=r"account\.passkey_not_yours"):
        await confirming(database, ana, theirs)


async def test_an_answer_given_to_sign_in_confirms_nothing(database: Database) -> None:
    device = Device()
    ana = await a_person_with(database, device)
    async with database.write() as tx:
        asked = await ask_for_passkey(tx, HERE)
    async with database.write() as tx:
        with pytest.raises(Refusal, match=r"account\.passkey_late"):
            await confirm_with_passkey(tx, HERE, ana, asked.ticket, device.sign(asked.options))
