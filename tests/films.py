"""Small films of our own making: real files that browsers play, planted without the pipeline."""

import io
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import av
import numpy as np
from msgspec.structs import replace
from PIL import Image

from serai.accounts import Person
from serai.clips import Clip, Rung, Sprite
from serai.clips._record import record
from serai.media import Blobs, PictureLimits, receive
from serai.media import prepare as take_in
from serai.media.darkroom import Darkroom
from serai.notes import Draft, Note, NoteLimits, publish
from serai.store import Write
from tests.world import a_clip

FRAGMENTS: Final = "frag_keyframe+empty_moov+default_base_moof+global_sidx"
RATE: Final = 24
SOUND: Final = 48_000
EVERY: Final = 1_000_000
"""Microseconds between two tiles."""


def frames(seconds: float, size: tuple[int, int], still: Path | None, hue: int) -> list[Image.Image]:
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
            frame = av.VideoFrame.from_image(picture.resize(size))
            film.mux(video.encode(frame))
        film.mux(video.encode(None))
        if sound is not None and tone is not None:
            for frame in _tone(len(pictures) / RATE, tone):
                film.mux(sound.encode(frame))
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


async def a_film(  # noqa: PLR0913 - a film is made of this
    tx: Write,
    blobs: Blobs,
    darkroom: Darkroom,
    author: Person,
    draft: Draft,
    *,
    seconds: float = 4,
    size: tuple[int, int] = (720, 1280),
    still: Path | None = None,
    tone: float | None = 330,
) -> Note:
    """A published note with a video in two sizes, a poster and pictures for seeking."""
    hue = sum(draft.title.encode())
    pictures = frames(seconds, size, still, hue)
    poster = io.BytesIO()
    pictures[0].save(poster, "jpeg", quality=85)
    kept = await receive(
        tx, author.id, await take_in(darkroom, blobs, poster.getvalue(), PictureLimits())
    )
    clip = await a_clip(tx, author.id, seconds=seconds)
    rungs = []
    for width, height in ((size[0] // 2, size[1] // 2), size):
        data = encode(pictures, (width, height), tone)
        address = await blobs.put(data, ".mp4")
        codecs = "avc1.64001f,mp4a.40.2" if tone else "avc1.64001f"
        bits = int(len(data) * 8 / seconds)
        rungs.append(Rung(width, height, bits, codecs, len(data), address, ""))
    sheet, rows = tiles(pictures)
    sprite = Sprite(await blobs.put(sheet, ".webp"), 10, rows, 72, 128, EVERY)
    probed = clip.probed
    assert probed is not None
    whole: Clip = replace(
        clip,
        digest=sha256(draft.title.encode()).hexdigest(),
        poster=kept.id,
        probed=replace(probed, width=size[0], height=size[1], has_sound=tone is not None),
        rungs=tuple(rungs),
        sprite=sprite,
    )
    await record(tx, whole)
    return await publish(tx, author, replace(draft, kind="video", clip=clip.id), NoteLimits())
