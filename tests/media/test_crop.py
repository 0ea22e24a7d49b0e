"""A picture cropped: its files, the whole of it, and what dies or meets on the way."""

import asyncio
import io

import pytest
from PIL import ExifTags, Image

from serai.events import PictureReceived
from serai.jobs import Plan, Worker
from serai.kernel import HandClock, PersonId, PictureId, Refusal, to_json
from serai.media import (
    FORGET_WORK,
    SETTLED,
    TIDY_WORK,
    Box,
    ChildDarkroom,
    Darkroom,
    MemoryBlobs,
    Picture,
    PictureLimits,
    Recut,
    ThreadDarkroom,
    Variant,
    box_of,
    crop,
    discard,
    forget_work,
    on_picture_received,
    pictures,
    prepare,
    receive,
    recut,
    slimming,
    whole_of,
)
from serai.media.developed import Format
from serai.store import Database
from tests.media.made import corner, saved

ANA, BO = PersonId(1), PersonId(2)
LIMITS = PictureLimits()
RED, WHITE = Box(0, 0, 450, 250), Box(500, 40, 380, 400)


@pytest.fixture
async def photo(database: Database, darkroom: Darkroom, blobs: MemoryBlobs) -> Picture:
    """900 by 500 pixels, its upper left quarter red."""
    return await sent(database, darkroom, blobs, saved(corner(900, 500), "JPEG", quality=95))


async def sent(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, data: bytes, owner: PersonId = ANA
) -> Picture:
    made = await prepare(darkroom, blobs, data, LIMITS)
    async with database.write() as tx:
        return await receive(tx, owner, made, "a corner")


async def one(database: Database, which: PictureId) -> Picture:
    async with database.read() as look:
        return (await pictures(look, [which]))[which]


async def cropped(
    database: Database,
    darkroom: Darkroom,
    blobs: MemoryBlobs,
    found: Picture,
    box: Box | None,
) -> Picture:
    cut = await recut(darkroom, blobs, found, box, LIMITS)
    assert cut is not None
    async with database.write() as tx:
        await crop(tx, found.owner, cut)
    return await one(database, found.id)


async def pixel(blobs: MemoryBlobs, variant: Variant, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a place given as shares of the sides."""
    data = await blobs.get(variant.address)
    assert data is not None
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (variant.width, variant.height)
        at = (int(x * (image.width - 1)), int(y * (image.height - 1)))
        found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return (found[0], found[1], found[2])


def is_red(colour: tuple[int, int, int]) -> bool:
    return colour[0] > 200 and max(colour[1:]) < 60


def plan(darkroom: Darkroom, blobs: MemoryBlobs) -> Plan:
    async def stays(_database: Database, _body: bytes) -> None:
        pass

    return Plan(
        {PictureReceived: (on_picture_received,)},
        {**slimming(darkroom, blobs), FORGET_WORK: forget_work(blobs), TIDY_WORK: stays},
    )


async def test_every_file_shows_the_part_alone(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, photo: Picture
) -> None:
    assert not is_red(await pixel(blobs, photo.variants[0], 0.9, 0.9))
    now = await cropped(database, darkroom, blobs, photo, RED)
    assert (now.width, now.height, now.alt) == (450, 250, "a corner")
    assert now.placeholder != photo.placeholder
    assert {(v.use, v.format) for v in now.variants} == {(v.use, v.format) for v in photo.variants}
    for variant in now.variants:
        assert max(v.width for v in now.variants) == 450
        for x, y in ((0.03, 0.03), (0.5, 0.5), (0.97, 0.97)):
            assert is_red(await pixel(blobs, variant, x, y)), variant
    assert not {v.address for v in now.variants} & {v.address for v in photo.variants}
    assert (now.crop is not None, box_of(now), whole_of(now)) == (True, RED, whole_of(photo))


async def test_a_second_crop_is_taken_from_the_whole(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, photo: Picture
) -> None:
    first = await cropped(database, darkroom, blobs, photo, RED)
    second = await cropped(database, darkroom, blobs, first, WHITE)
    assert (second.width, second.height) == (380, 400)
    assert not is_red(await pixel(blobs, second.variants[0], 0.1, 0.1))
    assert await recut(darkroom, blobs, second, WHITE, LIMITS) is None, "twice is once"


@pytest.mark.parametrize("asked", [None, Box(0, 0, 900, 500)])
async def test_the_whole_picture_comes_back_as_the_very_same_file(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, photo: Picture, asked: Box | None
) -> None:
    assert await recut(darkroom, blobs, photo, asked, LIMITS) is None
    for _ in range(2):
        part = await cropped(database, darkroom, blobs, photo, RED)
        back = await cropped(database, darkroom, blobs, part, asked)
        assert (back.crop, back.width, back.height) == (None, 900, 500)
        assert whole_of(back) == whole_of(photo)
        sizes = [(v.use, v.format, v.width, v.height) for v in photo.variants]
        assert [(v.use, v.format, v.width, v.height) for v in back.variants] == sizes


async def test_files_of_the_cuts_before_go_and_the_whole_stays(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, clock: HandClock
) -> None:
    rough = saved(Image.effect_noise((900, 500), 60).convert("RGB"), "PNG")
    photo = await sent(database, darkroom, blobs, rough)
    worker = Worker(database, plan(darkroom, blobs))
    await worker.drain()
    slim = await one(database, photo.id)
    assert {v.format for v in slim.variants} == {"webp", "jpeg", "avif"}
    now = await cropped(database, darkroom, blobs, slim, RED)
    clock.advance(SETTLED)
    await worker.drain()
    after = await one(database, photo.id)
    assert {v.address for v in after.variants} >= {v.address for v in now.variants}
    assert [v for v in after.variants if v.format == "avif"], "smaller files follow again"
    gone = {v.address for v in slim.variants} - {whole_of(now).address}
    assert not any([await blobs.exists(address) for address in gone])
    assert await blobs.exists(whole_of(now).address)
    assert all([await blobs.exists(v.address) for v in after.variants])
    async with database.write() as tx:
        await discard(tx, ANA, photo.id)
    clock.advance(SETTLED)
    await worker.drain()
    assert not await blobs.exists(whole_of(now).address), "nothing is left of a discarded picture"


async def test_who_comes_back_to_a_frame_finds_its_files(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, clock: HandClock, photo: Picture
) -> None:
    worker = Worker(database, plan(darkroom, blobs))
    now = photo
    for box in (RED, WHITE, RED):
        now = await cropped(database, darkroom, blobs, now, box)
        await worker.drain()
    clock.advance(SETTLED)
    await worker.drain()
    assert all([await blobs.exists(v.address) for v in (await one(database, photo.id)).variants])


async def test_smaller_files_of_a_picture_that_was_cropped_meanwhile_come_to_nothing(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, photo: Picture
) -> None:
    class Slow(ThreadDarkroom):
        async def recode(self, data: bytes, kind: Format) -> bytes:
            if not cuts:
                cuts.append(await cropped(database, darkroom, blobs, photo, RED))
            return await super().recode(data, kind)

    cuts: list[Picture] = []
    work = slimming(Slow(), blobs)
    await work["media.slim"](database, to_json(photo.id))
    assert cuts
    assert (await one(database, photo.id)).variants == cuts[0].variants


async def test_of_two_crops_at_once_one_stands_whole(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, clock: HandClock, photo: Picture
) -> None:
    cuts = [await recut(darkroom, blobs, photo, box, LIMITS) for box in (RED, WHITE)]

    async def write(cut: Recut | None) -> None:
        assert cut is not None
        async with database.write() as tx:
            await crop(tx, ANA, cut)

    await asyncio.gather(*(write(cut) for cut in cuts))
    now = await one(database, photo.id)
    assert box_of(now) in {RED, WHITE}
    assert (now.width, now.height) == (box_of(now).width, box_of(now).height)
    worker = Worker(database, plan(darkroom, blobs))
    clock.advance(SETTLED)
    await worker.drain()
    assert all([await blobs.exists(v.address) for v in (await one(database, photo.id)).variants])
    assert await blobs.exists(whole_of(now).address)


async def test_a_house_that_dies_before_the_crop_is_written_still_shows_the_picture(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, photo: Picture
) -> None:
    assert await recut(darkroom, blobs, photo, RED, LIMITS) is not None
    assert await one(database, photo.id) == photo
    assert all([await blobs.exists(v.address) for v in photo.variants])


async def test_only_the_owner_crops_and_nothing_of_a_discarded_picture(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, photo: Picture
) -> None:
    cut = await recut(darkroom, blobs, photo, RED, LIMITS)
    assert cut is not None
    with pytest.raises(Refusal, match="not_found"):
        async with database.write() as tx:
            await crop(tx, BO, cut)
    assert await one(database, photo.id) == photo
    async with database.write() as tx:
        await discard(tx, ANA, photo.id)
    with pytest.raises(Refusal, match="not_found"):
        async with database.write() as tx:
            await crop(tx, ANA, cut)
    async with database.read() as look:
        assert await pictures(look, [photo.id]) == {}


@pytest.mark.parametrize(
    ("box", "code"),
    [
        (Box(0, 0, 901, 500), "crop_outside"),
        (Box(-1, 0, 100, 100), "crop_outside"),
        (Box(0, 0, 1, 1), "crop_too_small"),
        (Box(0, 0, 0, 0), "crop_too_small"),
        (Box(0, 0, -20, -20), "crop_too_small"),
    ],
)
async def test_a_part_that_is_none_is_refused_before_anything_is_cut(
    darkroom: Darkroom, blobs: MemoryBlobs, photo: Picture, box: Box, code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        await recut(darkroom, blobs, photo, box, LIMITS)


async def test_a_picture_whose_whole_is_gone_says_so(
    darkroom: Darkroom, blobs: MemoryBlobs, photo: Picture
) -> None:
    await blobs.delete(whole_of(photo).address)
    with pytest.raises(Refusal, match="whole_gone"):
        await recut(darkroom, blobs, photo, RED, LIMITS)


async def test_a_part_of_a_turned_photo_is_what_people_see_of_it(
    database: Database, blobs: MemoryBlobs
) -> None:
    """The camera lay on its side: red at the upper left is seen at the upper right."""
    darkroom = ChildDarkroom(1)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    data = saved(corner(900, 500), "JPEG", exif=exif, quality=95)
    photo = await sent(database, darkroom, blobs, data)
    assert (photo.width, photo.height) == (500, 900)
    assert is_red(await pixel(blobs, photo.variants[0], 0.95, 0.05))
    seen = await cropped(database, darkroom, blobs, photo, Box(250, 0, 250, 450))
    await darkroom.close()
    for variant in seen.variants:
        for x, y in ((0.05, 0.05), (0.95, 0.95)):
            assert is_red(await pixel(blobs, variant, x, y))
