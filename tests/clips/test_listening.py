"""A clip that is ready is listened to, beside its film; what came of it is told."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from serai.clips import Clip
from serai.clips.captions import (
    CaptionsDraft,
    Progress,
    captions_of,
    edit_captions,
    listen_again,
    listening,
    pcm_of,
    remove_captions,
)
from serai.events import ClipReady
from serai.jobs import Worker, announce
from serai.jobs.backoff import TRIES
from serai.kernel import HandClock, Refusal
from serai.media import MemoryBlobs
from serai.models import (
    ABSENT,
    RATE,
    AbsentEars,
    AbsentEncoder,
    Ears,
    Heard,
    RememberedEars,
    RememberedEncoder,
    SpeechEars,
)
from serai.notes import Senses
from serai.plan import make_plan
from serai.store import Database
from tests.clips.spoken import CUES, HEARD, MINE, a_film, a_speaking_clip
from tests.conftest import missing
from tests.models.test_hearing import spoken
from tests.world import a_clip, a_crew, somebody


class Broken(RememberedEars):
    """Ears that a fault of ours keeps from hearing."""

    async def hear(self, pcm: bytes, /) -> Heard:
        self.asked += 1
        raise RuntimeError(len(pcm))


def worker(database: Database, blobs: MemoryBlobs, ears: Ears) -> Worker:
    senses = Senses(RememberedEncoder(), AbsentEncoder("a test"), blobs)
    return Worker(database, make_plan(a_crew(Path("nowhere"), blobs), senses, ears))


async def ready(
    database: Database, blobs: MemoryBlobs, data: bytes | None = None, seconds: float = 12
) -> Clip:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = (
            await a_clip(tx, ana.id)
            if data is None
            else await a_speaking_clip(tx, blobs, ana.id, data, seconds)
        )
        await announce(tx, ClipReady(clip=clip.id))
    return clip


async def came_to(database: Database, clip: Clip) -> tuple[str, str]:
    """Where listening stands, and why it came to nothing."""
    async with database.read() as look:
        found: Progress = await listening(look, clip.id)
    return found.stands.state if found.stands else "", found.why.code if found.why else ""


async def test_a_clip_that_is_ready_gets_captions(database: Database) -> None:
    blobs, ears = MemoryBlobs(), RememberedEars(HEARD)
    clip = await ready(database, blobs, a_film())
    await worker(database, blobs, ears).drain()
    assert await came_to(database, clip) == ("heard", "")
    async with database.read() as look:
        (made,) = (await captions_of(look, [clip.id]))[clip.id]
    assert (made.language, made.cues, made.made_by) == ("en", CUES, "machine")


async def test_who_is_silent_is_said_to_be(database: Database) -> None:
    blobs = MemoryBlobs()
    clip = await ready(database, blobs, a_film(loud=False))
    await worker(database, blobs, RememberedEars(HEARD)).drain()
    assert await came_to(database, clip) == ("silent", "")


async def test_a_model_that_is_absent_and_a_file_that_is_gone_are_told(database: Database) -> None:
    blobs = MemoryBlobs()
    clip = await ready(database, blobs, a_film())
    await worker(database, blobs, AbsentEars("a test")).drain()
    assert await came_to(database, clip) == ("unheard", "captions.no_model")
    async with database.write() as tx:
        gone = await a_clip(tx, clip.owner)
        await announce(tx, ClipReady(clip=gone.id))
    ears = RememberedEars(HEARD)
    await worker(database, blobs, ears).drain()
    assert await came_to(database, gone) == ("unheard", "captions.file_gone")
    async with database.write() as tx:
        await listen_again(tx, clip.owner, clip.id)
    assert await came_to(database, clip) == ("listen", "")
    await worker(database, blobs, ears).drain()
    assert await came_to(database, clip) == ("heard", "")


async def test_what_breaks_every_time_is_given_up_and_can_be_asked_again(
    database: Database, clock: HandClock
) -> None:
    blobs, broken = MemoryBlobs(), Broken(HEARD)
    clip = await ready(database, blobs, a_film())
    for _ in range(TRIES + 1):
        await worker(database, blobs, broken).drain()
        clock.advance(timedelta(hours=1))
    assert broken.asked == TRIES
    assert await came_to(database, clip) == ("unheard", "captions.too_hard")
    async with database.write() as tx:
        await listen_again(tx, clip.owner, clip.id)
    await worker(database, blobs, RememberedEars(HEARD)).drain()
    assert await came_to(database, clip) == ("heard", "")


async def test_listening_again_leaves_the_owners_words(database: Database) -> None:
    blobs, ears = MemoryBlobs(), RememberedEars(HEARD)
    clip = await ready(database, blobs, a_film())
    await worker(database, blobs, ears).drain()
    async with database.write() as tx:
        await edit_captions(tx, clip.owner, clip.id, CaptionsDraft("en", MINE, "en", 1))
        await listen_again(tx, clip.owner, clip.id)
        await listen_again(tx, clip.owner, clip.id)
    await worker(database, blobs, ears).drain()
    assert ears.asked == 2
    async with database.read() as look:
        (made,) = (await captions_of(look, [clip.id]))[clip.id]
    assert (made.cues, made.heard) == (MINE, CUES)


async def test_words_of_the_machine_that_were_taken_away_come_again_when_asked(
    database: Database,
) -> None:
    blobs, ears = MemoryBlobs(), RememberedEars(HEARD)
    clip = await ready(database, blobs, a_film())
    await worker(database, blobs, ears).drain()
    async with database.write() as tx:
        await remove_captions(tx, clip.owner, clip.id, "en")
        await listen_again(tx, clip.owner, clip.id)
    await worker(database, blobs, ears).drain()
    async with database.read() as look:
        assert len((await captions_of(look, [clip.id]))[clip.id]) == 1


async def test_nobody_has_anothers_clip_listened_to(database: Database) -> None:
    clip = await ready(database, MemoryBlobs())
    async with database.write() as tx:
        bo = await somebody(tx, "bo")
        with pytest.raises(Refusal, match=r"captions\.not_found"):
            await listen_again(tx, bo.id, clip.id)


def test_the_sound_of_a_film_is_taken_out_as_ears_take_it() -> None:
    pcm = pcm_of(a_film(2))
    heard = np.frombuffer(pcm, "<i2")
    assert abs(heard.size - 2 * RATE) < RATE / 5
    loud = np.abs(np.fft.rfft(heard[RATE // 2 : RATE // 2 + RATE].astype(float)))
    assert int(loud.argmax()) == 440


@pytest.mark.parametrize("data", [b"", b"no film", a_film()[:700]])
def test_what_is_no_film_has_no_sound(data: bytes) -> None:
    with pytest.raises(Refusal, match=r"captions\.file_gone"):
        pcm_of(data)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_film_in_which_somebody_speaks_is_heard_by_the_model(database: Database) -> None:
    ears = SpeechEars()
    if ears.presence.state == ABSENT:
        missing("speech", "uv sync --extra speech")
    voice = np.repeat(np.frombuffer(spoken(), "<i2"), 3)  # from 16,000 to 48,000 samples a second
    blobs = MemoryBlobs()
    clip = await ready(database, blobs, a_film(10, speech=voice))
    await worker(database, blobs, ears).drain()
    async with database.read() as look:
        (made,) = (await captions_of(look, [clip.id]))[clip.id]
    said = " ".join(cue.text for cue in made.cues).lower()
    assert made.language == "en"
    assert "try again" in said
    assert "fail better" in said
    assert made.cues[-1].ends <= 12_000_000
