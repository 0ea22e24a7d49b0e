"""Files of clips go as far as the notes that show them; a video as it came, to its owner alone."""

import pytest
from msgspec.structs import replace

from serai.accounts import Person
from serai.clips import Clip, Rung, Sprite
from serai.clips._record import record
from serai.clips._tables import clip as clip_table
from serai.clips._tables import clip_of_picture
from serai.entry import House
from serai.notes import Audience, Draft, NoteLimits, block_person, follow_author, publish, withdraw
from serai.store import Write, change
from tests.conftest import Enter
from tests.world import a_clip, a_picture, a_video, somebody

ROLES = ("stranger", "blocked", "follower", "author")


async def filmed(house: House, tx: Write, author: Person) -> Clip:
    """A clip with a file of each kind."""
    put = house.blobs.put
    rung = Rung(
        360, 640, 800_000, "avc1.64001e", 4, await put(b"film", ".mp4"), await put(b"a", ".m3u8")
    )
    made = await a_clip(tx, author.id, rung)
    tiles = Sprite(await put(b"tiles", ".webp"), 1, 1, 9, 16, 1_000_000)
    whole = await put(b"as it came", ".mov")
    now = replace(made, master=await put(b"all", ".m3u8"), sprite=tiles, whole=whole)
    await record(tx, now)
    return now


async def world(tx: Write) -> dict[str, Person | None]:
    author, blocked, follower = [await somebody(tx, h) for h in ("author", "blocked", "follower")]
    await follow_author(tx, follower.id, author.id)
    await block_person(tx, author.id, blocked.id)
    return {"stranger": None, "blocked": blocked, "follower": follower, "author": author}


async def who_gets(enter: Enter, people: dict[str, Person | None], address: str) -> set[str]:
    answers = {
        role: (await (await enter(people[role])).get(f"/media/{address}")).status_code
        for role in ROLES
    }
    assert set(answers.values()) <= {200, 404}
    return {role for role, status in answers.items() if status == 200}


@pytest.mark.parametrize(
    ("audience", "seen"),
    [("everyone", set(ROLES)), ("followers", {"follower", "author"}), (None, {"author"})],
)
async def test_every_file_of_a_clip_goes_as_far_as_its_note(
    house: House, enter: Enter, audience: Audience | None, seen: set[str]
) -> None:
    async with house.database.write() as tx:
        people = await world(tx)
        author = people["author"]
        assert author is not None
        clip = await filmed(house, tx, author)
        if audience:
            draft = Draft(kind="video", clip=clip.id, audience=audience)
            await publish(tx, author, draft, NoteLimits())
    assert len(clip.addresses) == 4
    for address in clip.addresses:
        assert await who_gets(enter, people, address) == seen
    assert clip.whole is not None
    assert await who_gets(enter, people, clip.whole) == {"author"}


async def test_a_withdrawn_note_takes_its_video_back(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        people = await world(tx)
        author = people["author"]
        assert author is not None
        clip = await filmed(house, tx, author)
        note = await a_video(tx, author, clip)
    [address, *_] = clip.addresses
    assert await who_gets(enter, people, address) == set(ROLES)
    async with house.database.write() as tx:
        await withdraw(tx, author.id, note.id)
    assert await who_gets(enter, people, address) == {"author"}


async def test_the_motion_of_a_picture_goes_where_the_picture_goes(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        people = await world(tx)
        author = people["author"]
        assert author is not None
        clip = await filmed(house, tx, author)
        picture = await a_picture(tx, author.id)
        for moves in (
            clip_table.update().where(clip_table.c.id == clip.id).values(kind="live"),
            clip_of_picture.insert().values(picture=picture, clip=clip.id),
        ):
            await tx.run(change(moves))
    for address in clip.addresses:
        assert await who_gets(enter, people, address) == {"author"}
    async with house.database.write() as tx:
        draft = Draft(pictures=(picture,), audience="followers")
        await publish(tx, author, draft, NoteLimits())
    for address in clip.addresses:
        assert await who_gets(enter, people, address) == {"follower", "author"}
