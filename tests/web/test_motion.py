"""Pictures that move: live photos, a phone's pair of files, animated ones; shown and stilled."""

from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from serai.accounts import Person
from serai.clips import Clip, ClipLimits, clips_of, motions, start
from serai.entry import House
from serai.jobs import Worker
from serai.kernel import NoteId, PictureId
from serai.media import MemoryBlobs
from serai.models import AbsentEncoder
from serai.notes import Draft, NoteLimits, Senses, block_person, follow_author, publish
from serai.plan import make_plan
from tests.clips.made import Shape, clip_bytes, loop
from tests.clips.photos import FILM, HEIC, PHOTOS, described
from tests.conftest import Enter
from tests.media.made import corner, saved
from tests.web.forms import filled
from tests.world import somebody

# The rooms' own tests ask both stores.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

V1 = "/api/serai/v1"
LONG = clip_bytes("mov", Shape(seconds=13, width=64, height=64, rate=10, sound=None))


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


async def drain(house: House, loop_pixels: int = ClipLimits().loop_pixels) -> None:
    """Films are made, and what is announced is heard."""
    absent = AbsentEncoder("no need")
    limits = replace(house.crew.clip, loop_pixels=loop_pixels)
    plan = make_plan(replace(house.crew, clip=limits), Senses(absent, absent, house.blobs))
    await Worker(house.database, plan).drain()


async def send(client: httpx.AsyncClient, data: bytes, status: int = 201) -> dict[str, Any]:
    answer = await client.post(f"{V1}/pictures", files={"file": ("a.jpg", data)})
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def shown(house: House, author: Person, *sent: dict[str, Any]) -> NoteId:
    ids = tuple(PictureId(int(one["id"])) for one in sent)
    async with house.database.write() as tx:
        return (await publish(tx, author, Draft(pictures=ids, title="t"), NoteLimits())).id


async def motion(house: House, picture: str) -> Clip | None:
    async with house.database.read() as look:
        return (await motions(look, [PictureId(int(picture))])).get(PictureId(int(picture)))


@pytest.mark.parametrize("kind", PHOTOS)
async def test_the_film_inside_a_photo_moves_it(
    house: House, enter: Enter, ana: Person, kind: str
) -> None:
    client = await enter(ana)
    sent = await send(client, PHOTOS[kind])
    assert (sent["motion"]["kind"], sent["motion"]["state"]) == ("live", "keep")
    note = await shown(house, ana, sent)
    before = (await client.get(f"/notes/{note}")).text
    assert "serai-clip" not in before, "what is not ready is a still picture"
    await drain(house)
    clip = await motion(house, sent["id"])
    assert clip is not None
    assert (clip.state, clip.poster) == ("ready", None)
    assert all("mp4a" not in rung.codecs for rung in clip.rungs), "nobody hears the photographer"
    stranger = await enter()
    page = (await stranger.get(f"/notes/{note}")).text
    assert 'data-kind="live"' in page
    assert 'class="live-sign"' in page
    assert f"/media/{clip.rungs[0].address}" in page
    for address in clip.addresses:
        assert (await stranger.get(f"/media/{address}")).status_code == 200
    (told,) = (await stranger.get(f"{V1}/notes/{note}")).json()["pictures"]
    assert told["motion"]["rungs"][0]["url"] == f"/media/{clip.rungs[0].address}"


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
async def test_an_animated_picture_plays_round_and_round(
    house: House, enter: Enter, ana: Person, kind: str
) -> None:
    client = await enter(ana)
    form = {"kind": "photo", "act": "add", "title": "t"}
    files = [("files", ("a.gif", loop(kind), "image/gif"))]
    answer = await client.post("/publish", data=form, files=files)
    (picture,) = filled(answer, "/publish")[0]["picture"]
    assert "Moving picture" in answer.text
    note = await shown(house, ana, {"id": picture})
    await drain(house)
    page = (await (await enter()).get(f"/notes/{note}")).text
    assert 'data-kind="loop"' in page
    assert 'class="button small plain-play" href="/media/' in page, "it plays without a script, too"
    card = (await client.get("/@ana")).text
    assert "A picture that moves" in card


async def test_a_picture_of_one_frame_does_not_move(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    for kind in ("GIF", "PNG", "WEBP", "JPEG"):
        assert (await send(client, saved(corner(), kind)))["motion"] is None
    async with house.database.read() as look:
        assert await clips_of(look, ana.id) == []


HOSTILE = {
    "a tail that is no film": described(f'GCamera:MicroVideoOffset="{len(FILM)}"')
    + FILM[:60]
    + bytes(len(FILM) - 60),
    "boxes without pictures": PHOTOS["heic"][: -len(FILM)]
    + FILM.replace(b"avc1", b"zzzz").replace(b"stsd", b"stsx"),
    "a thousand frames": loop("GIF", 1_000),
    "a large canvas": loop("GIF").replace(b"GIF89a\x40\0\x30\0", b"GIF89a\xd0\7\xd0\7"),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_motion_that_cannot_be_played_leaves_the_picture_still(
    house: House, enter: Enter, ana: Person, name: str
) -> None:
    client = await enter(ana)
    sent = await send(client, HOSTILE[name])
    note = await shown(house, ana, sent)
    await drain(house, loop_pixels=1_000_000)
    clip = await motion(house, sent["id"])
    if clip is not None:
        assert clip.refused is not None
        assert (clip.whole, clip.addresses) == (None, frozenset())
        assert not house.crew.uploads.path(clip.id).exists()
        edit = await client.get(f"/notes/{note}/edit")
        told = house.words.refusals[clip.refused.code].en.split("{")[0]
        assert told[:20] in edit.text
    page = await client.get(f"/notes/{note}")
    assert page.status_code == 200
    assert "serai-clip" not in page.text


async def test_where_the_day_is_full_the_picture_goes_on_alone(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    async with house.database.write() as tx:
        for _ in range(house.crew.clip.a_day - 1):
            await start(tx, ana.id, "a.mp4", 1, house.crew.clip)
    assert (await send(client, PHOTOS["samsung"]))["motion"] is not None
    assert (await send(client, PHOTOS["samsung"]))["motion"] is None


async def put(
    client: httpx.AsyncClient, picture: str, data: bytes, name: str = "IMG_1.MOV"
) -> httpx.Response:
    return await client.put(f"{V1}/pictures/{picture}/motion", files={"file": (name, data)})


async def test_a_phones_pair_is_one_picture_and_its_motion_comes_and_goes(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    photo = (await send(client, HEIC))["id"]
    first = (await put(client, photo, FILM)).json()["motion"]["id"]
    second = (await put(client, photo, FILM)).json()["motion"]["id"]
    assert first != second
    async with house.database.read() as look:
        assert [str(one.id) for one in await clips_of(look, ana.id)] == [second], "one at a time"
    await drain(house)
    note = await shown(house, ana, {"id": photo})
    clip = await motion(house, photo)
    assert clip is not None
    stranger, address = await enter(), f"/media/{clip.rungs[0].address}"
    assert (await stranger.get(address)).status_code == 200
    gone = await client.delete(f"{V1}/pictures/{photo}/motion")
    assert gone.json()["motion"] is None
    assert (await stranger.get(address)).status_code == 404
    assert "serai-clip" not in (await stranger.get(f"/notes/{note}")).text
    back = await client.put(f"{V1}/pictures/{photo}/motion", data={"clip": second})
    assert back.json()["motion"]["state"] == "ready"
    assert (await stranger.get(address)).status_code == 200


async def test_what_is_no_short_film_is_refused_and_the_motion_before_stays(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    photo = (await send(client, PHOTOS["motion photo"]))["id"]
    before = await motion(house, photo)
    assert before is not None
    for data, code in (
        (LONG, "clip.motion_too_long"),
        (b"", "clip.not_a_clip"),
        (loop("GIF"), "clip.not_a_clip"),
        (b"#EXTM3U\nfile:///etc/passwd", "clip.not_a_clip"),
    ):
        assert (await put(client, photo, data)).json()["code"] == code
    empty = await client.put(f"{V1}/pictures/{photo}/motion", data={})
    assert empty.status_code in {415, 422}
    after = await motion(house, photo)
    assert after is not None
    assert after.id == before.id
    async with house.database.read() as look:
        assert len(await clips_of(look, ana.id)) == 1


async def test_a_motion_is_its_owners_to_give_and_take(
    house: House, enter: Enter, ana: Person
) -> None:
    photo = (await send(await enter(ana), PHOTOS["samsung"]))["id"]
    await shown(house, ana, {"id": photo})
    async with house.database.write() as tx:
        bo, blocked = await somebody(tx, "bo"), await somebody(tx, "blocked")
        await follow_author(tx, bo.id, ana.id)
        await block_person(tx, ana.id, blocked.id)
    clip = await motion(house, photo)
    assert clip is not None
    for who, status in ((None, 401), (bo, 404), (blocked, 404)):
        other = await enter(who)
        assert (await put(other, photo, FILM)).status_code == status
        assert (await other.delete(f"{V1}/pictures/{photo}/motion")).status_code == status
    theirs = await enter(bo)
    own = (await send(theirs, HEIC))["id"]
    taken = await theirs.put(f"{V1}/pictures/{own}/motion", data={"clip": str(clip.id)})
    assert taken.json()["code"] == "clip.not_found"
    async with house.database.read() as look:
        assert await clips_of(look, bo.id) == []


async def test_a_cropped_picture_stays_still_for_everybody(
    house: House, enter: Enter, ana: Person
) -> None:
    client, stranger = await enter(ana), await enter()
    photo = (await send(client, PHOTOS["micro video"]))["id"]
    note = await shown(house, ana, {"id": photo})
    await drain(house)
    clip = await motion(house, photo)
    assert clip is not None
    address = f"/media/{clip.rungs[0].address}"
    assert (await stranger.get(address)).status_code == 200
    part = {"left": 0, "top": 0, "width": 40, "height": 40}
    await client.put(f"{V1}/pictures/{photo}/crop", json=part)
    assert (await stranger.get(address)).status_code == 404, "it shows what was cut away"
    assert "serai-clip" not in (await stranger.get(f"/notes/{note}")).text
    assert (await stranger.get(f"{V1}/notes/{note}")).json()["pictures"][0]["motion"] is None
    assert "Still while cropped" in (await client.get(f"/notes/{note}/edit")).text
    await client.delete(f"{V1}/pictures/{photo}/crop")
    assert (await stranger.get(address)).status_code == 200


async def test_a_button_without_a_script_stills_a_picture(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    photo = (await send(client, PHOTOS["heic"]))["id"]
    form = {"kind": "photo", "picture": photo, "alt": "a corner", "title": "mine"}
    answer = await client.post("/publish", data=form | {"act": "still:0"})
    assert answer.status_code == 200
    assert filled(answer, "/publish")[0]["picture"] == [photo]
    assert 'value="mine"' in answer.text
    assert await motion(house, photo) is None


async def test_what_moves_a_picture_goes_with_it(house: House, enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    photo = (await send(client, PHOTOS["samsung"]))["id"]
    await drain(house)
    clip = await motion(house, photo)
    assert clip is not None
    assert (await client.delete(f"{V1}/pictures/{photo}")).status_code == 204
    await drain(house)
    async with house.database.read() as look:
        assert await clips_of(look, ana.id) == []
    assert (await client.get(f"/media/{clip.rungs[0].address}")).status_code == 404
    assert isinstance(house.blobs, MemoryBlobs)
