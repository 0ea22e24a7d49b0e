"""Make the films of the demo world from its pictures: `python -m serai.demo.filming FOLDER`.

What they show is written in `scenes.toml`; FOLDER holds the licensed films that two of them are
cut from, which `clips/CREDITS.csv` names. The finished files stand in `clips/`, so this is run
only where a scene changes; the same scenes give the same films. They are H.264 with a key frame
every two seconds, so that the studio takes their pictures as they are for the largest size.
"""

import sys
import tomllib
from collections.abc import Iterator
from itertools import islice
from math import cos, pi
from pathlib import Path
from typing import Final

import av
import msgspec
import numpy as np
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.video.frame import VideoFrame
from msgspec import Struct
from PIL import Image, ImageEnhance, ImageFilter

from serai.demo._ambience import RATE as SOUND_RATE
from serai.demo._ambience import ambience

ROOM: Final = Path(__file__).parent
RATE: Final = 24
FADE: Final = 0.7
"""Seconds in which one picture gives way to the next."""

LANCZOS: Final = Image.Resampling.LANCZOS
VIDEO: Final = {
    "preset": "medium",
    "profile": "high",
    "g": str(2 * RATE),
    "keyint_min": str(2 * RATE),
    "sc_threshold": "0",
    "flags": "+cgop+bitexact",
    "fflags": "+bitexact",
}
SOUND_BITS: Final = 96_000

View = tuple[float, float, float]
"""Where one stands in a picture: left to right and top to bottom from 0 to 1, and how near."""


class Shot(Struct, frozen=True, forbid_unknown_fields=True):
    """A picture of `pictures/`, seen for `seconds` on the way from one view to another."""

    picture: str
    seconds: float
    start: View
    end: View


class Cut(Struct, frozen=True, forbid_unknown_fields=True):
    """Some seconds of a licensed film, of which `part` is seen: left, top, width, height.

    `whole` shows all of that part, before a darker, softer copy of itself.
    """

    film: str
    begin: float
    seconds: float
    part: tuple[int, int, int, int]
    whole: bool = False


class Scene(Struct, frozen=True, forbid_unknown_fields=True):
    """One film: shots that flow into each other, or a cut; `quality` is x264's rate factor."""

    file: str
    size: tuple[int, int]
    quality: int = 28
    shots: tuple[Shot, ...] = ()
    cut: Cut | None = None
    sound: tuple[str, ...] = ()


def load_scenes() -> tuple[Scene, ...]:
    """Every scene, as `scenes.toml` tells it."""
    told = tomllib.loads((ROOM / "scenes.toml").read_text(encoding="utf-8"))
    return msgspec.convert(told["scenes"], tuple[Scene, ...])


def shoot(scene: Scene, films: Path, out: Path) -> None:
    """Write the film of `scene` to `out`; `films` is the folder that it may be cut from."""
    with av.open(str(out), "w", "mp4", options={"movflags": "faststart"}) as film:
        video = film.add_stream("libx264", rate=RATE, options=VIDEO | {"crf": str(scene.quality)})
        video.width, video.height = scene.size
        video.pix_fmt = "yuv420p"
        video.color_primaries = video.color_trc = video.colorspace = video.color_range = 1
        heard = _heard(scene, films)
        audio = film.add_stream("aac", rate=SOUND_RATE, layout="stereo") if heard else None
        for picture in _pictures(scene, films):
            frame = VideoFrame.from_ndarray(np.asarray(picture), "rgb24")
            film.mux(video.encode(frame.reformat(format="yuv420p", dst_colorspace="ITU709")))
        film.mux(video.encode(None))
        if audio is not None:
            audio.codec_context.bit_rate = SOUND_BITS
            for part in [*heard, None]:
                film.mux(audio.encode(part))


def _pictures(scene: Scene, films: Path) -> Iterator[Image.Image]:
    return _cut(scene.cut, scene.size, films) if scene.cut else _flow(scene.shots, scene.size)


def _flow(shots: tuple[Shot, ...], size: tuple[int, int]) -> Iterator[Image.Image]:
    """The shots one after another, each beginning while the one before it fades."""
    begins = [sum(one.seconds - FADE for one in shots[:nth]) for nth in range(len(shots))]
    opened = [Image.open(ROOM / "pictures" / one.picture).convert("RGB") for one in shots]
    for nth in range(round((begins[-1] + shots[-1].seconds) * RATE)):
        now, seen = nth / RATE, None
        for shot, begin, picture in zip(shots, begins, opened, strict=True):
            if not begin <= now < begin + shot.seconds:
                continue
            view = _view(picture, shot, (now - begin) / shot.seconds, size)
            seen = view if seen is None else Image.blend(seen, view, _eased((now - begin) / FADE))
        if seen is not None:
            yield seen


def _view(picture: Image.Image, shot: Shot, part: float, size: tuple[int, int]) -> Image.Image:
    """What is seen of `picture` after `part` of the way, cut between pixels so nothing shakes."""
    way = _eased(part)
    across, down, near = (a + (b - a) * way for a, b in zip(shot.start, shot.end, strict=True))
    scale = min(picture.width / size[0], picture.height / size[1]) / near
    width, height = size[0] * scale, size[1] * scale
    left, top = (picture.width - width) * across, (picture.height - height) * down
    return picture.resize(size, LANCZOS, box=(left, top, left + width, top + height))


def _eased(part: float) -> float:
    return (1 - cos(pi * min(max(part, 0.0), 1.0))) / 2


def _cut(cut: Cut, size: tuple[int, int], films: Path) -> Iterator[Image.Image]:
    with av.open(str(films / cut.film)) as film:
        frames = (one for one in film.decode(video=0) if one.time >= cut.begin)
        rate = film.streams.video[0].average_rate or RATE
        kept = list(islice(frames, round(cut.seconds * rate)))
        for nth in range(round(cut.seconds * RATE)):
            frame = min(kept, key=lambda one: abs(one.time - kept[0].time - nth / RATE))
            left, top, width, height = cut.part
            whole = Image.fromarray(frame.to_ndarray(format="rgb24"))
            seen = whole.crop((left, top, left + width, top + height))
            yield _before_itself(seen, size) if cut.whole else seen.resize(size, LANCZOS)


def _before_itself(seen: Image.Image, size: tuple[int, int]) -> Image.Image:
    width, height = size
    side = seen.height * width / height
    left = (seen.width - side) / 2
    far = seen.resize((width // 4, height // 4), LANCZOS, box=(left, 0, left + side, seen.height))
    far = far.filter(ImageFilter.GaussianBlur(14)).resize(size, Image.Resampling.BICUBIC)
    made = ImageEnhance.Brightness(far).enhance(0.5)
    near = seen.resize((width, round(seen.height * width / seen.width)), LANCZOS)
    made.paste(near, (0, (height - near.height) // 2))
    return made


def _heard(scene: Scene, films: Path) -> list[AudioFrame]:
    if scene.cut:
        return _cut_sound(scene.cut, films)
    if not scene.sound:
        return []
    seconds = sum(one.seconds - FADE for one in scene.shots) + FADE
    wave = ambience(scene.sound, seconds).astype(np.float32)
    return _framed(AudioFrame.from_ndarray(np.stack([wave, wave]), "fltp", "stereo"))


def _cut_sound(cut: Cut, films: Path) -> list[AudioFrame]:
    """The same seconds of its sound, which comes and goes softly."""
    resampler = AudioResampler("fltp", "stereo", SOUND_RATE)
    with av.open(str(films / cut.film)) as film:
        pieces = [one for frame in film.decode(audio=0) for one in resampler.resample(frame)]
    wave = np.concatenate([piece.to_ndarray() for piece in pieces], axis=1)
    begin, count = round(cut.begin * SOUND_RATE), round(cut.seconds * SOUND_RATE)
    wave = wave[:, begin : begin + count]
    edge = np.minimum(np.arange(wave.shape[1]), np.arange(wave.shape[1])[::-1]) / (0.3 * SOUND_RATE)
    faded = np.ascontiguousarray(wave * np.clip(edge, 0, 1), dtype=np.float32)
    return _framed(AudioFrame.from_ndarray(faded, "fltp", "stereo"))


def _framed(whole: AudioFrame) -> list[AudioFrame]:
    whole.sample_rate, whole.pts = SOUND_RATE, 0
    line = AudioFifo()
    line.write(whole)
    return line.read_many(1024, partial=True)


if __name__ == "__main__":
    wanted = set(sys.argv[2:])
    for each in load_scenes():
        if not wanted or each.file in wanted:
            shoot(each, Path(sys.argv[1]), ROOM / "clips" / each.file)
