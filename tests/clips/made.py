"""Small clips made by code: pictures that move, sound that swings, in the shapes phones send."""

import io
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from msgspec import Struct
from PIL import Image

RATE = 48_000


class Shape(Struct, frozen=True, kw_only=True):
    """What to make: `seconds` of `width` x `height`; `sound` is a layout, None for silence."""

    seconds: float = 1.0
    width: int = 320
    height: int = 180
    rate: int = 30
    codec: str = "libx264"
    pixels: str = "yuv420p"
    options: tuple[tuple[str, str], ...] = (("preset", "ultrafast"), ("g", "30"))
    sound: str | None = "stereo"
    sound_codec: str = "aac"
    level: float = 0.3
    turned: int = 0
    transfer: int = 1
    """1: ordinary; 16: PQ; 18: HLG."""
    uneven: bool = False
    """Every third picture is missing, and the others stay at their time."""
    seed: int = 1


def clip(path: Path, shape: Shape = Shape(), **other: Any) -> Path:  # noqa: B008 - a frozen record
    """A file of that shape; the suffix says the container, `other` goes to its muxer."""
    _write(str(path), path.suffix.lstrip("."), shape, **other)
    return path


def clip_bytes(kind: str, shape: Shape) -> bytes:
    """The same, in memory."""
    into = io.BytesIO()
    _write(into, kind, shape)
    return into.getvalue()


def _write(into: str | io.BytesIO, kind: str, shape: Shape, **other: Any) -> None:
    with av.open(into, "w", {"mkv": "matroska", "ts": "mpegts"}.get(kind, kind), **other) as out:
        video = out.add_stream(shape.codec, rate=shape.rate, options=dict(shape.options))
        video.width, video.height, video.pix_fmt = shape.width, shape.height, shape.pixels
        video.time_base = Fraction(1, shape.rate)
        video.codec_context.thread_count = 2
        if shape.transfer != 1:
            video.color_primaries, video.color_trc, video.colorspace = 9, shape.transfer, 9
            video.color_range = 1
        if shape.turned:
            video.set_display_rotation(shape.turned)
        sound = out.add_stream(shape.sound_codec, rate=RATE) if shape.sound else None
        if sound is not None and shape.sound is not None:
            sound.layout = shape.sound
        tracks: list[tuple[Any, Any]] = [(video, pictures(shape))]
        if sound is not None:
            tracks.append((sound, sounds(shape)))
        for track, frames in tracks:
            for frame in frames:
                out.mux(track.encode(frame))
            out.mux(track.encode(None))


def pictures(shape: Shape) -> Iterator[VideoFrame]:
    """A bright disc that crosses a slope of colours; another `seed` is another scene."""
    width, height = _drawn(shape)
    down, across = np.mgrid[0:height, 0:width]
    chance = np.random.default_rng(shape.seed)
    slopes = chance.uniform(-1, 1, (3, 2))
    place = np.stack([a * across / width + b * down / height for a, b in slopes], -1)
    waves = chance.uniform(2, 9, 3)
    count = max(2, round(shape.seconds * shape.rate))
    for nth in range(count):
        if shape.uneven and nth % 3 == 1:
            continue
        part = nth / count
        ground = 90 + 60 * np.sin(waves * place * 3 + part * 6)
        x, y = (0.2 + 0.6 * part) * width, (0.5 + 0.2 * slopes[0, 0]) * height
        ground[(across - x) ** 2 + (down - y) ** 2 < (0.18 * height) ** 2] = 230
        frame = VideoFrame.from_ndarray(ground.astype(np.uint8), format="rgb24")
        if shape.transfer != 1:
            frame.colorspace, frame.color_trc, frame.color_primaries = 1, 1, 1
        frame = frame.reformat(shape.width, shape.height, shape.pixels)
        if shape.transfer != 1:
            frame.colorspace, frame.color_trc, frame.color_primaries = 9, shape.transfer, 9
            frame.color_range = 1
        frame.pts, frame.time_base = nth, Fraction(1, shape.rate)
        yield frame


def _drawn(shape: Shape) -> tuple[int, int]:
    """Large pictures are drawn small, which is most of what they cost, and enlarged."""
    scale = min(1.0, 480 / max(shape.width, shape.height))
    return max(1, round(shape.width * scale)), max(1, round(shape.height * scale))


def sounds(shape: Shape) -> Iterator[AudioFrame]:
    """A tone that comes and goes in each channel."""
    layout = shape.sound or "stereo"
    channels = av.AudioLayout(layout).nb_channels
    moments = np.arange(int(shape.seconds * RATE)) / RATE
    tone = shape.level * np.sin(2 * np.pi * (300 + 40 * shape.seed) * moments)
    swing = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * moments)
    samples = np.repeat((tone * swing)[None, :], channels, 0).astype(np.float32)
    for begin in range(0, samples.shape[1], 960):
        part = np.ascontiguousarray(samples[:, begin : begin + 960])
        frame = AudioFrame.from_ndarray(part, format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = RATE, begin, Fraction(1, RATE)
        yield frame


_HEVC = (("preset", "ultrafast"), ("x265-params", "log-level=0:pools=1"))
_LIVE = (("deadline", "realtime"), ("cpu-used", "8"))

SHAPES = {
    "plain.mp4": Shape(),
    "turned.mov": Shape(turned=-90),
    "upside-down.mov": Shape(turned=180),
    "hevc.mov": Shape(codec="libx265", options=_HEVC),
    "pq.mov": Shape(codec="libx265", pixels="yuv420p10le", transfer=16, options=_HEVC),
    "hlg.mov": Shape(codec="libx265", pixels="yuv420p10le", transfer=18, options=_HEVC),
    "uneven.mp4": Shape(uneven=True, seconds=2),
    "silent.mp4": Shape(sound=None),
    "mono.mp4": Shape(sound="mono"),
    "surround.mov": Shape(sound="5.1"),
    "recorded.webm": Shape(codec="libvpx-vp9", options=_LIVE, sound_codec="libopus"),
    "odd.webm": Shape(codec="libvpx", width=321, height=181, options=_LIVE, sound_codec="libopus"),
    "camera.ts": Shape(),
    "tall.mp4": Shape(
        seconds=5, width=432, height=768, options=(("preset", "ultrafast"), ("g", "250"))
    ),
    "4k60.mp4": Shape(seconds=0.4, width=3840, height=2160, rate=60),
    "quiet.mp4": Shape(seconds=3, width=64, height=48, level=0.1, sound="mono"),
    "loud.mp4": Shape(seconds=3, width=64, height=48, level=1.0),
    "other.mp4": Shape(seed=7),
}
"""What phones, cameras and browsers send, a second or two of each."""


def loop(kind: str, frames: int = 6, size: tuple[int, int] = (64, 48)) -> bytes:
    """An animated picture, a tenth of a second a frame."""
    shape = Shape(width=size[0], height=size[1], rate=10, seconds=frames / 10)
    images = [Image.fromarray(one.to_ndarray(format="rgb24")) for one in pictures(shape)]
    into = io.BytesIO()
    images[0].save(into, kind, save_all=True, append_images=images[1:], duration=100, loop=0)
    return into.getvalue()
