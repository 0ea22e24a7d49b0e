from serai.accounts import hash_password
from serai.entry import House
from tests.conftest import Enter
from tests.world import somebody

GOOD = "camel 驼 caravan"
V1 = "/api/serai/v1"


async def test_a_program_signs_in_reads_and_changes_itself_and_signs_out(
    house: House, enter: Enter
) -> None:
    hashed = await hash_password(GOOD)
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana", password_hash=hashed)
    program = await enter()
    wrong = await program.post(f"{V1}/sessions", json={"handle": "ana", "password": "no"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "account.sign_in_failed")

    signed = await program.post(f"{V1}/sessions", json={"handle": "@ana", "password": GOOD})
    assert signed.status_code == 201
    assert signed.json()["person"]["id"] == str(ana.id)
    bearer = {"authorization": f"Bearer {signed.json()['token']}"}

    assert (await program.get(f"{V1}/me")).status_code == 401
    before = (await program.get(f"{V1}/me", headers=bearer)).json()
    assert before["joined_at"].endswith("Z")
    sent = {"bio": "Plants.", "locale": "zh"}
    after = (await program.patch(f"{V1}/me", json=sent, headers=bearer)).json()
    assert after == before | {"bio": "Plants."}
    assert (await program.get(f"{V1}/people/ANA")).json() == after
    assert (await program.get(f"{V1}/people/bo")).status_code == 404

    ended = await program.delete(f"{V1}/sessions/current", headers=bearer)
    assert (ended.status_code, ended.content) == (204, b"")
    assert (await program.get(f"{V1}/me", headers=bearer)).status_code == 401


async def test_a_change_beyond_the_bounds_changes_nothing(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    program = await enter(ana, "zh")
    for sent, code in (
        ({"name": "  "}, "account.name_empty"),
        ({"name": "x" * 41, "bio": "new"}, "account.name_too_long"),
        ({"languages": ["tlhingan"]}, "account.language_unknown"),
        ({"locale": "fr"}, "entry.malformed"),
        ({"bio": 7}, "entry.malformed"),
    ):
        answer = await program.patch(f"{V1}/me", json=sent)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await program.get(f"{V1}/me")).json()["bio"] == ""
