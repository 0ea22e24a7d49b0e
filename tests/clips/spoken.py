"""Clips that speak: small films with sound, and rungs that lie among the blobs."""

import io

import av
import numpy as np
from numpy.typing import NDArray

from serai.clips import Clip, Rung
from serai.clips.captions import Cue
from serai.kernel import PersonId
from serai.media import Blobs
from serai.models import Heard, Word
from serai.store import Write
from tests.world import a_clip

SECOND = 1_000_000
WORDS = ("Good", "morning.", "The", "kettle", "is", "on.")
HEARD = Heard(
    "en",
    0.98,
    tuple(
        Word(nth * 600_000, nth * 600_000 + 550_000, f" {word}") for nth, word in enumerate(WORDS)
    ),
)
"""What remembered ears hear."""

CUES = (
    Cue(0, 1_200_000, "Good morning."),
    Cue(1_200_000, 3_950_000, "The kettle is on."),
)
"""The same as captions."""

MINE = (Cue(0, SECOND, "Good evening."),)


def a_film(
    seconds: float = 2, *, loud: bool = True, speech: NDArray[np.int16] | None = None
) -> bytes:
    """A small MP4 with a tone, or with `speech` (48,000 samples a second)."""
    out = io.BytesIO()
    rate = 48_000
    with av.open(out, "w", format="mp4") as film:
        picture = film.add_stream("libx264", rate=5)
        picture.width, picture.height, picture.pix_fmt = 90, 160, "yuv420p"
        sound = film.add_stream("aac", rate=rate, layout="mono")
        for nth in range(max(1, int(seconds * 5))):
            shade = np.full((160, 90, 3), (nth * 9) % 255, np.uint8)
            film.mux(picture.encode(av.VideoFrame.from_ndarray(shade)))
        film.mux(picture.encode())
        times = np.arange(int(seconds * rate)) / rate
        tone = (np.sin(2 * np.pi * 440 * times) * (9_000 if loud else 0)).astype(np.int16)
        wave = tone if speech is None else speech
        for at in range(0, wave.size, 1_024):
            part = np.ascontiguousarray(wave[at : at + 1_024][None])
            frame = av.AudioFrame.from_ndarray(part, format="s16", layout="mono")
            frame.sample_rate, frame.pts = rate, at
            film.mux(sound.encode(frame))
        film.mux(sound.encode())
    return out.getvalue()


async def a_speaking_clip(
    tx: Write, blobs: Blobs, owner: PersonId, data: bytes, seconds: float = 12
) -> Clip:
    """A clip that is ready, whose only rung is `data`."""
    address = await blobs.put(data, ".mp4")
    rung = Rung(90, 160, 200_000, "avc1.64000a,mp4a.40.2", len(data), address, "")
    return await a_clip(tx, owner, rung, seconds=seconds)
