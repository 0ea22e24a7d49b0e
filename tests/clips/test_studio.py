import asyncio
import hashlib
import io
import os
from pathlib import Path

import m3u8
import msgspec
import pytest
from PIL import Image

from serai.clips import ClipLimits
from serai.clips.ladder import rungs_for
from serai.clips.studio import Studio
from serai.kernel import Refusal
from tests.clips.conftest import Made
from tests.clips.made import loop

LIMITS = ClipLimits()


async def test_a_clip_goes_all_the_way(studio: Studio, made: Made, tmp_path: Path) -> None:
    file, shares = made("tall.mp4"), list[float]()
    probed = await studio.probe(file, LIMITS)
    assert (probed.width, probed.height, probed.duration) == (432, 768, 5_000_000)
    gain = await studio.loudness(file)
    assert gain is not None
    out = tmp_path / "out"
    out.mkdir()
    encoded = await studio.encode(file, probed, rungs_for(probed), gain, out, shares.append)
    assert [(one.width, one.height) for one in encoded.rungs] == [(360, 640), (432, 768)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5 < shares[-1] <= 1
    names = {encoded.master, *(one.address for one in encoded.rungs)}
    names |= {one.playlist for one in encoded.rungs}
    assert {one.name for one in out.iterdir()} == names
    for one in out.iterdir():
        assert hashlib.sha256(one.read_bytes()).hexdigest() == one.stem
    assert all(one.size == (out / one.address).stat().st_size for one in encoded.rungs)
    master = m3u8.loads((out / encoded.master).read_text())
    assert [one.uri for one in master.playlists] == [one.playlist for one in encoded.rungs]


async def test_a_poster_is_a_picture_of_that_moment(studio: Studio, made: Made) -> None:
    probed = await studio.probe(made("turned.mov"), LIMITS)
    with Image.open(io.BytesIO(await studio.poster(made("turned.mov"), 500_000))) as image:
        assert (image.format, image.size) == ("JPEG", (180, 320))
        assert image.size == (probed.width, probed.height)
        middle = image.convert("L").crop((60, 130, 120, 190)).resize((1, 1)).getpixel((0, 0))
        assert isinstance(middle, (int, float))
        assert middle > 150, "the disc is in the middle half way through"


async def test_there_are_small_pictures_to_choose_from(studio: Studio, made: Made) -> None:
    probed = await studio.probe(made("plain.mp4"), LIMITS)
    stills = await studio.stills(made("plain.mp4"), probed, 5)
    assert [one.at for one in stills] == [100_000, 300_000, 500_000, 700_000, 900_000]
    assert len({one.data for one in stills}) == 5


async def test_pictures_for_seeking_stand_in_rows(studio: Studio, made: Made) -> None:
    probed = await studio.probe(made("tall.mp4"), LIMITS)
    sprite, data = await studio.sprite(made("tall.mp4"), probed)
    assert (sprite.columns, sprite.rows, sprite.every) == (5, 1, 1_000_000)
    assert sprite.address == f"{hashlib.sha256(data).hexdigest()}.webp"
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "WEBP"
        assert image.size == (5 * sprite.width, sprite.height)
    assert max(sprite.width, sprite.height) == 160


async def test_its_sound_is_written_as_speech_models_hear_it(
    studio: Studio, made: Made, tmp_path: Path
) -> None:
    out = tmp_path / "sound.pcm"
    count = await studio.sound(made("surround.mov"), out)
    assert abs(count - 16_000) < 400
    assert out.stat().st_size == 2 * count
    assert await studio.sound(made("silent.mp4"), out) == 0
    assert await asyncio.to_thread(os.listdir, tmp_path) == ["sound.pcm"]


async def test_an_animated_picture_is_a_clip(studio: Studio, tmp_path: Path) -> None:
    for kind in ("GIF", "PNG", "WEBP"):
        file = tmp_path / f"{kind}.mp4"
        file.write_bytes(loop(kind))
        probed = await studio.probe(file, LIMITS)
        assert (probed.width, probed.height, probed.has_sound) == (64, 48, False)
        assert probed.duration == 600_000
        out = tmp_path / kind
        out.mkdir()
        made = await studio.encode(file, probed, rungs_for(probed), None, out, lambda _: None)
        again = await studio.probe(out / made.rungs[0].address, LIMITS)
        assert (again.width, again.height, again.duration) == (64, 48, 600_000)


async def test_a_clip_is_known_again(studio: Studio, made: Made) -> None:
    probed = await studio.probe(made("plain.mp4"), LIMITS)
    print_of_it = await studio.fingerprint(made("plain.mp4"), probed)
    assert print_of_it.duration == probed.duration
    assert len(print_of_it.hashes) == 8
    assert all(print_of_it.hashes)
    assert print_of_it.levels


async def test_a_refusal_travels_with_its_values(studio: Studio, made: Made) -> None:
    with pytest.raises(Refusal) as refused:
        await studio.probe(made("plain.mp4"), msgspec.structs.replace(LIMITS, max_side=100))
    assert (refused.value.code, refused.value.values) == ("clip.too_large", {"side": 100})


async def test_a_clip_that_fails_leaves_nothing(studio: Studio, made: Made, tmp_path: Path) -> None:
    whole = made("tall.mp4")
    probed = await studio.probe(whole, LIMITS)
    broken, out = tmp_path / "broken.mp4", tmp_path / "out"
    out.mkdir()
    broken.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(Refusal, match=r"clip\.broken"):
        await studio.encode(broken, probed, rungs_for(probed), None, out, lambda _: None)
    with pytest.raises(Refusal, match=r"clip\.broken"):
        await studio.sound(broken, out / "sound.pcm")
    assert list(out.iterdir()) == []
