"""The sound of a clip as ears take it."""

import asyncio
import io
from typing import Final

import av

from serai.clips.clip import Clip
from serai.kernel import Refusal
from serai.media import Blobs
from serai.models import RATE

SAMPLES_MOST: Final = RATE * 1_800
"""Half an hour, more than any clip lasts."""


async def sound_of(blobs: Blobs, clip: Clip) -> bytes:
    """What is heard in the smallest rung, which is a file of our own making; empty where nothing.

    Raises `Refusal` captions.file_gone where it is not there any more.
    """
    if not clip.rungs or (clip.probed is not None and not clip.probed.has_sound):
        return b""
    data = await blobs.get(clip.rungs[0].address)
    if data is None:
        raise Refusal("captions.file_gone")
    return await asyncio.to_thread(pcm_of, data)


def pcm_of(data: bytes) -> bytes:
    """The sound of a film as `Ears.hear` takes it; raises `Refusal` captions.file_gone for none."""
    try:
        with av.open(io.BytesIO(data), "r") as film:
            if not film.streams.audio:
                return b""
            return _resampled(film)
    except (av.FFmpegError, OSError) as broken:
        raise Refusal("captions.file_gone") from broken


def _resampled(film: av.container.InputContainer) -> bytes:
    one_voice = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    whole = bytearray()
    for frame in film.decode(audio=0):
        for part in one_voice.resample(frame):
            whole += part.to_ndarray().tobytes()
        if len(whole) > SAMPLES_MOST * 2:
            break
    for part in one_voice.resample(None):
        whole += part.to_ndarray().tobytes()
    return bytes(whole)
