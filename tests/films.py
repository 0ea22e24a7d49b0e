"""Small films of our own making: real files that browsers play, planted without the pipeline."""

import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import av
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

from serai.accounts import Person
from serai.clips import Clip, Rung, Sprite
from serai.clips._record import record
from serai.media import Blobs, PictureLimits, receive
from serai.media import prepare as take_in
from serai.media.darkroom import Darkroom
from serai.notes import Draft, Note, NoteLimits, publish
from serai.store import Database
from tests.world import a_clip

FRAGMENTS: Final = "frag_keyframe+empty_moov+default_base_moof+global_sidx"
RATE: Final = 24
SOUND: Final = 48_000
EVERY: Final = 1_000_000
"""Microseconds between two tiles."""


def frames(
    seconds: float, size: tuple[int, int], still: Path | None, hue: int
) -> list[Image.Image]:
    """A picture that one slowly comes nearer to, upright; a plain one with a bar without a file."""
    width, height = size
    if still is None:
        ground = Image.new("HSV", size, (hue % 256, 110, 170)).convert("RGB")
        ground.paste((250, 245, 235), (width // 4, height // 3, width // 2, height // 2))
    else:
        whole = Image.open(still).convert("RGB")
        side = min(whole.width, whole.height * width // height)
        left, tall = (whole.width - side) // 2, side * height // width
        top = (whole.height - tall) // 2
        ground = whole.crop((left, top, left + side, top + tall)).resize((width * 2, height * 2))
    many = round(seconds * RATE)
    return [_near(ground, nth / max(many - 1, 1), size) for nth in range(many)]


def _near(ground: Image.Image, part: float, size: tuple[int, int]) -> Image.Image:
    kept = 1.0 - 0.25 * part
    width, height = ground.width * kept, ground.height * kept
    left, top = (ground.width - width) * part, (ground.height - height) / 2
    box = (left, top, left + width, top + height)
    return ground.resize(size, Image.Resampling.BILINEAR, box=box)


def encode(pictures: Sequence[Image.Image], size: tuple[int, int], tone: float | None) -> bytes:
    """A fragmented MP4 with an index; `tone` in Hz, silent for None."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "film.mp4")  # the index is written last, at the beginning of the file
        _write(path, pictures, size, tone)
        return path.read_bytes()


def _write(
    path: Path, pictures: Sequence[Image.Image], size: tuple[int, int], tone: float | None
) -> None:
    with av.open(str(path), "w", options={"movflags": FRAGMENTS}) as film:
        video = film.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "g": "48"})
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        sound = film.add_stream("aac", rate=SOUND, layout="mono") if tone else None
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(np.asarray(picture.resize(size)), "rgb24")
            film.mux(video.encode(frame))
        film.mux(video.encode(None))
        if sound is not None and tone is not None:
            for wave in _tone(len(pictures) / RATE, tone):
                film.mux(sound.encode(wave))
            film.mux(sound.encode(None))


def _tone(seconds: float, hertz: float) -> list[av.AudioFrame]:
    many = 1_024
    made = []
    for start in range(0, round(seconds * SOUND), many):
        wave = np.sin(2 * np.pi * hertz * (start + np.arange(many)) / SOUND)
        frame = av.AudioFrame.from_ndarray((0.2 * wave).astype(np.float32)[None], "fltp", "mono")
        frame.sample_rate, frame.pts = SOUND, start
        made.append(frame)
    return made


def tiles(pictures: Sequence[Image.Image]) -> tuple[bytes, int]:
    """A picture of every second, 10 a row, 72 by 128; and how many rows."""
    shown = [one.resize((72, 128)) for one in pictures[::RATE]]
    rows = -(-len(shown) // 10)
    sheet = Image.new("RGB", (720, 128 * rows))
    for nth, one in enumerate(shown):
        sheet.paste(one, (nth % 10 * 72, nth // 10 * 128))
    out = io.BytesIO()
    sheet.save(out, "webp", quality=60)
    return out.getvalue(), rows


class Film(Struct, frozen=True):
    """What a clip needs, encoded; `rungs` are width, height and a file."""

    poster: bytes
    rungs: tuple[tuple[int, int, bytes], ...]
    tiles: bytes
    rows: int
    seconds: float
    has_sound: bool


def shoot(
    hue: int,
    *,
    seconds: float = 4,
    size: tuple[int, int] = (720, 1280),
    still: Path | None = None,
    tone: float | None = 330,
) -> Film:
    """A film in two sizes; of a picture, or of a plain ground of this hue."""
    pictures = frames(seconds, size, still, hue)
    poster = io.BytesIO()
    pictures[0].save(poster, "jpeg", quality=85)
    sizes = ((size[0] // 2, size[1] // 2), size)
    rungs = tuple([(*one, encode(pictures, one, tone)) for one in sizes])
    return Film(poster.getvalue(), rungs, *tiles(pictures), seconds, tone is not None)


async def publish_film(
    database: Database, blobs: Blobs, darkroom: Darkroom, author: Person, film: Film, draft: Draft
) -> Note:
    """A note with `film`, without the work that makes a clip of a file."""
    seen = await take_in(darkroom, blobs, film.poster, PictureLimits())
    sheet = await blobs.put(film.tiles, ".webp")
    rungs = [await _rung(blobs, film, *one) for one in film.rungs]
    async with database.write() as tx:
        clip = await a_clip(tx, author.id, *rungs, seconds=film.seconds)
        poster = await receive(tx, author.id, seen)
        assert clip.probed is not None
        width, height, _ = film.rungs[-1]
        probed = replace(clip.probed, width=width, height=height, has_sound=film.has_sound)
        sprite = Sprite(sheet, 10, film.rows, 72, 128, EVERY)
        whole: Clip = replace(clip, poster=poster.id, probed=probed, sprite=sprite)
        await record(tx, whole)
        return await publish(tx, author, replace(draft, kind="video", clip=clip.id), NoteLimits())


async def _rung(blobs: Blobs, film: Film, width: int, height: int, data: bytes) -> Rung:
    codecs = "avc1.64001f,mp4a.40.2" if film.has_sound else "avc1.64001f"
    bits = int(len(data) * 8 / film.seconds)
    return Rung(width, height, bits, codecs, len(data), await blobs.put(data, ".mp4"), "")
