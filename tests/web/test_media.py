import pytest

from serai.accounts import Person, ProfileDraft, edit_profile
from serai.entry import House
from serai.media import Picture, PictureLimits, pictures, prepare, receive
from serai.notes import Audience, Draft, block_person, follow_author, publish, withdraw
from serai.store import Write
from tests.conftest import Enter
from tests.media.made import corner, saved
from tests.world import somebody

NOWHERE = "0" * 64 + ".webp"


async def a_picture(house: House, owner: Person, width: int = 300) -> Picture:
    data = saved(corner(width, 200), "PNG")
    made = await prepare(house.darkroom, house.blobs, data, PictureLimits())
    async with house.database.write() as tx:
        return await receive(tx, owner.id, made)


async def people(tx: Write) -> tuple[Person, Person, Person]:
    author, follower, blocked = [await somebody(tx, h) for h in ("author", "follower", "blocked")]
    await follow_author(tx, follower.id, author.id)
    await block_person(tx, author.id, blocked.id)
    return author, follower, blocked


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("everyone", {"stranger", "author", "follower", "blocked"}),
        ("followers", {"author", "follower"}),
        ("me", {"author"}),
        (None, {"author"}),
    ],
)
async def test_a_picture_goes_as_far_as_its_note(
    house: House, enter: Enter, audience: Audience | None, seen: set[str]
) -> None:
    async with house.database.write() as tx:
        author, follower, blocked = await people(tx)
    picture = await a_picture(house, author)
    if audience:
        async with house.database.write() as tx:
            draft = Draft(pictures=(picture.id,), audience=audience)
            await publish(tx, author, draft, house.limits.note)
    roles = {"stranger": None, "author": author, "follower": follower, "blocked": blocked}
    for role, person in roles.items():
        client = await enter(person)
        for variant in picture.variants:
            answer = await client.get(f"/media/{variant.address}")
            assert answer.status_code == (200 if role in seen else 404), role
            if role in seen:
                assert answer.content == await house.blobs.get(variant.address)
                open_to_all = "stranger" in seen
                assert ("immutable" in answer.headers["cache-control"]) is open_to_all
                assert ("no-store" in answer.headers["cache-control"]) is not open_to_all


async def test_a_withdrawn_note_takes_its_pictures_back(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        author = await somebody(tx)
    picture = await a_picture(house, author)
    address = f"/media/{picture.variants[0].address}"
    async with house.database.write() as tx:
        note = await publish(tx, author, Draft(pictures=(picture.id,)), house.limits.note)
    stranger, owner = await enter(), await enter(author)
    assert (await stranger.get(address)).status_code == 200
    async with house.database.write() as tx:
        await withdraw(tx, author.id, note.id)
    assert (await stranger.get(address)).status_code == 404
    assert (await owner.get(address)).status_code == 200


async def test_the_same_file_sent_by_two_goes_as_far_as_the_farther(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    mine, theirs = await a_picture(house, ana), await a_picture(house, bo)
    assert mine.variants == theirs.variants
    async with house.database.write() as tx:
        await publish(tx, ana, Draft(pictures=(mine.id,), audience="me"), house.limits.note)
        await publish(tx, bo, Draft(pictures=(theirs.id,)), house.limits.note)
    answer = await (await enter()).get(f"/media/{mine.variants[0].address}")
    assert answer.status_code == 200


async def test_everybody_sees_a_face(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx)
    picture = await a_picture(house, ana)
    async with house.database.write() as tx:
        await edit_profile(tx, ana, ProfileDraft(name="Ana", avatar=picture.id))
    answer = await (await enter()).get(f"/media/{picture.variants[0].address}")
    assert answer.status_code == 200


async def test_a_file_can_never_act_as_a_page(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx)
    picture = await a_picture(house, ana)
    client = await enter(ana)
    for variant in picture.variants:
        answer = await client.get(f"/media/{variant.address}")
        assert answer.headers["content-type"] == f"image/{variant.format}"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        again = {"if-none-match": answer.headers["etag"]}
        assert (await client.get(f"/media/{variant.address}", headers=again)).status_code == 304


@pytest.mark.parametrize("address", [NOWHERE, "x", "..%2f..%2fserai.db", "%00", "a" * 3000])
async def test_what_is_no_address_is_not_found(enter: Enter, address: str) -> None:
    assert (await (await enter()).get(f"/media/{address}")).status_code == 404


async def test_the_api_takes_describes_and_lets_go_of_a_picture(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    mine, theirs = await enter(ana), await enter(bo)
    files = {"file": ("x.exe", saved(corner(), "JPEG"), "text/html")}
    sent = await mine.post("/api/serai/v1/pictures", files=files, data={"alt": "a corner"})
    assert sent.status_code == 201
    view = sent.json()
    assert (view["alt"], view["width"]) == ("a corner", 96)
    assert (await mine.get(view["variants"][0]["url"])).status_code == 200
    address = f"/api/serai/v1/pictures/{view['id']}"
    assert (await theirs.patch(address, json={"alt": "mine"})).status_code == 404
    assert (await mine.patch(address, json={"alt": "red"})).json()["alt"] == "red"
    assert (await theirs.delete(address)).status_code == 404
    assert (await mine.delete(address)).status_code == 204
    assert (await mine.delete(address)).status_code == 404
    async with house.database.read() as look:
        assert await pictures(look, [int(view["id"])]) == {}  # type: ignore[list-item]  # an id
    answer = await (await enter()).post("/api/serai/v1/pictures", files=files)
    assert answer.status_code == 401


async def test_a_picture_that_a_note_shows_stays(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx)
    picture = await a_picture(house, ana)
    async with house.database.write() as tx:
        await publish(tx, ana, Draft(pictures=(picture.id,)), house.limits.note)
    answer = await (await enter(ana)).delete(f"/api/serai/v1/pictures/{picture.id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "media.in_use")
    async with house.database.read() as look:
        assert picture.id in await pictures(look, [picture.id])
