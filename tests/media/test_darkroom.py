import asyncio
import io
import os
import resource
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from serai.kernel import Refusal
from serai.media import Box, ChildDarkroom, Darkroom, PictureLimits, ThreadDarkroom
from tests.media.made import corner, plain, saved

LIMITS = PictureLimits()


@pytest.fixture(params=["child", "thread"])
async def darkroom(request: pytest.FixtureRequest) -> AsyncIterator[Darkroom]:
    made: Darkroom = ChildDarkroom(1) if request.param == "child" else ThreadDarkroom()
    yield made
    await made.close()


async def test_a_picture_is_developed(darkroom: Darkroom) -> None:
    made = await darkroom.develop(saved(corner(900, 600), "JPEG"), LIMITS)
    assert (made.width, made.height) == (900, 600)
    assert {one.use for one in made.cuts} == {"full", "card"}


async def test_words_become_a_picture(darkroom: Darkroom) -> None:
    made = await darkroom.cover("Hello 你好", "teal")
    assert (made.width, made.height) == (1080, 1440)


async def test_words_are_looked_at_before_anything_is_kept(darkroom: Darkroom) -> None:
    with Image.open(io.BytesIO(await darkroom.preview("Hello", "rose"))) as image:
        assert (image.format, image.size) == ("WEBP", (540, 720))


async def test_a_cut_is_coded_anew(darkroom: Darkroom) -> None:
    made = await darkroom.develop(saved(corner(300, 300), "PNG"), LIMITS)
    with Image.open(io.BytesIO(await darkroom.recode(made.cuts[0].data, "avif"))) as image:
        assert (image.format, image.size) == ("AVIF", (300, 300))


async def test_a_part_of_a_cut_is_cut_to_size(darkroom: Darkroom) -> None:
    made = await darkroom.develop(saved(corner(900, 600), "PNG"), LIMITS)
    part = await darkroom.crop(made.cuts[0].data, Box(0, 0, 450, 300))
    assert (part.width, part.height) == (450, 300)
    assert {one.use for one in part.cuts} == {"full", "card"}
    with Image.open(io.BytesIO(part.cuts[0].data)) as image:
        assert image.convert("RGB").resize((1, 1)).tobytes() > bytes((240, 0, 0)), "red alone"
    with pytest.raises(Refusal, match="whole_gone"):
        await darkroom.crop(b"no picture", Box(0, 0, 450, 300))


async def test_a_refusal_travels_with_its_values(darkroom: Darkroom) -> None:
    with pytest.raises(Refusal) as refused:
        await darkroom.develop(saved(plain(4, 4), "PNG"), LIMITS)
    assert (refused.value.code, refused.value.values) == ("media.too_small", {"side": 16})
    with pytest.raises(Refusal, match="too_heavy"):
        await darkroom.develop(bytes(101), PictureLimits(max_bytes=100))
    assert (await darkroom.cover("still at work", "ink")).cuts


async def test_several_are_developed_side_by_side(darkroom: Darkroom) -> None:
    data = [saved(plain(100 + i, 90), "PNG") for i in range(6)]
    made = await asyncio.gather(*(darkroom.develop(one, LIMITS) for one in data))
    assert [one.width for one in made] == [100 + i for i in range(6)]


async def test_a_child_that_dies_costs_one_refusal() -> None:
    darkroom = ChildDarkroom(1)
    await darkroom.cover("before", "ink")
    os.kill(_only_child(darkroom), signal.SIGKILL)
    with pytest.raises(Refusal, match="too_hard"):
        await darkroom.cover("between", "ink")
    assert (await darkroom.cover("after", "ink")).cuts
    await darkroom.close()


async def test_a_picture_that_takes_too_long_is_refused() -> None:
    darkroom = ChildDarkroom(1, seconds=0.001)
    with pytest.raises(Refusal, match="too_hard"):
        await darkroom.develop(saved(plain(4000, 4000), "PNG"), LIMITS)
    await darkroom.close()


async def test_a_picture_that_takes_too_much_memory_is_refused() -> None:
    darkroom = ChildDarkroom(1, megabytes=400)
    with pytest.raises(Refusal, match="too_hard"):
        await darkroom.develop(saved(plain(7000, 7000).convert("RGBA"), "PNG"), LIMITS)
    assert (await darkroom.develop(saved(plain(100, 100), "PNG"), LIMITS)).cuts
    await darkroom.close()


async def test_a_queue_that_is_too_long_says_so() -> None:
    darkroom = ChildDarkroom(1, queue=2)
    orders = (darkroom.cover(f"number {i}", "sand") for i in range(3))
    made = await asyncio.gather(*orders, return_exceptions=True)
    assert [str(one) for one in made if isinstance(one, BaseException)] == ["media.busy"]
    await darkroom.close()


async def test_a_child_may_write_no_file_and_knows_no_environment() -> None:
    darkroom = ChildDarkroom(1, megabytes=700)
    await darkroom.cover("hello", "rose")
    child = _only_child(darkroom)
    assert resource.prlimit(child, resource.RLIMIT_FSIZE) == (0, 0)
    assert resource.prlimit(child, resource.RLIMIT_AS)[0] == 700 << 20
    assert _environment(child) in {b"", b"LC_CTYPE=C.UTF-8\0"}
    await darkroom.close()
    assert _environment(child) is None


def _environment(process: int) -> bytes | None:
    try:
        return Path(f"/proc/{process}/environ").read_bytes()
    except FileNotFoundError:
        return None


def _only_child(darkroom: ChildDarkroom) -> int:
    (child,) = darkroom._idle
    return child.pid
