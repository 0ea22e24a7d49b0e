"""The sound of a clip as ears take it."""

import asyncio
import tempfile
from pathlib import Path

from serai.clips.clip import Clip
from serai.clips.crew import Crew
from serai.media import at_hand


async def sound_of(crew: Crew, clip: Clip) -> bytes:
    """What is heard in the smallest rung, which outlives the file as it came; empty for nothing.

    Raises `Refusal` media.file_gone where it is not there any more, and those of `Studio.sound`.
    """
    if not clip.rungs:
        return b""
    crew.bench.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=crew.bench, ignore_cleanup_errors=True) as folder:
        bench = Path(folder)
        async with at_hand(crew.blobs, clip.rungs[0].address, bench) as film:
            out = bench / "sound.pcm"
            heard = await crew.studio.sound(film, out)
            return await asyncio.to_thread(out.read_bytes) if heard else b""
