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
    remove_captions,
)
from serai.clips.crew import Crew
from serai.events import ClipReady
from serai.jobs import Worker, announce
from serai.jobs.backoff import TRIES
from serai.kernel import HandClock, Refusal
from serai.models import (
    ABSENT,
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


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    return a_crew(tmp_path)


def worker(database: Database, crew: Crew, ears: Ears) -> Worker:
    senses = Senses(RememberedEncoder(), AbsentEncoder("a test"), crew.blobs)
    return Worker(database, make_plan(crew, senses, ears))


async def ready(
    database: Database, crew: Crew, data: bytes | None = None, seconds: float = 12
) -> Clip:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = (
            await a_clip(tx, ana.id)
            if data is None
            else await a_speaking_clip(tx, crew.blobs, ana.id, data, seconds)
        )
        await announce(tx, ClipReady(clip=clip.id))
    return clip


async def came_to(database: Database, clip: Clip) -> tuple[str, str]:
    """Where listening stands, and why it came to nothing."""
    async with database.read() as look:
        found: Progress = await listening(look, clip.id)
    return found.stands.state if found.stands else "", found.why.code if found.why else ""


async def test_a_clip_that_is_ready_gets_captions(database: Database, crew: Crew) -> None:
    ears = RememberedEars(HEARD)
    clip = await ready(database, crew, a_film())
    await worker(database, crew, ears).drain()
    assert await came_to(database, clip) == ("heard", "")
    async with database.read() as look:
        (made,) = (await captions_of(look, [clip.id]))[clip.id]
    assert (made.language, made.cues, made.made_by) == ("en", CUES, "machine")


async def test_who_is_silent_is_said_to_be(database: Database, crew: Crew) -> None:
    clip = await ready(database, crew, a_film(loud=False))
    await worker(database, crew, RememberedEars(HEARD)).drain()
    assert await came_to(database, clip) == ("silent", "")


async def test_a_model_that_is_absent_and_a_file_that_is_gone_are_told(
    database: Database, crew: Crew
) -> None:
    clip = await ready(database, crew, a_film())
    await worker(database, crew, AbsentEars("a test")).drain()
    assert await came_to(database, clip) == ("unheard", "captions.no_model")
    async with database.write() as tx:
        gone = await a_clip(tx, clip.owner)
        await announce(tx, ClipReady(clip=gone.id))
    ears = RememberedEars(HEARD)
    await worker(database, crew, ears).drain()
    assert await came_to(database, gone) == ("unheard", "media.file_gone")
    async with database.write() as tx:
        await listen_again(tx, clip.owner, clip.id)
    assert await came_to(database, clip) == ("listen", "")
    await worker(database, crew, ears).drain()
    assert await came_to(database, clip) == ("heard", "")


async def test_what_breaks_every_time_is_given_up_and_can_be_asked_again(
    database: Database, crew: Crew, clock: HandClock
) -> None:
    broken = Broken(HEARD)
    clip = await ready(database, crew, a_film())
    for _ in range(TRIES + 1):
        await worker(database, crew, broken).drain()
        clock.advance(timedelta(hours=1))
    assert broken.asked == TRIES
    assert await came_to(database, clip) == ("unheard", "captions.too_hard")
    async with database.write() as tx:
        await listen_again(tx, clip.owner, clip.id)
    await worker(database, crew, RememberedEars(HEARD)).drain()
    assert await came_to(database, clip) == ("heard", "")


async def test_listening_again_leaves_the_owners_words(database: Database, crew: Crew) -> None:
    ears = RememberedEars(HEARD)
    clip = await ready(database, crew, a_film())
    await worker(database, crew, ears).drain()
    async with database.write() as tx:
        await edit_captions(tx, clip.owner, clip.id, CaptionsDraft("en", MINE, "en", 1))
        await listen_again(tx, clip.owner, clip.id)
        await listen_again(tx, clip.owner, clip.id)
    await worker(database, crew, ears).drain()
    assert ears.asked == 2
    async with database.read() as look:
        (made,) = (await captions_of(look, [clip.id]))[clip.id]
    assert (made.cues, made.heard) == (MINE, CUES)


async def test_words_of_the_machine_that_were_taken_away_come_again_when_asked(
    database: Database, crew: Crew
) -> None:
    ears = RememberedEars(HEARD)
    clip = await ready(database, crew, a_film())
    await worker(database, crew, ears).drain()
    async with database.write() as tx:
        await remove_captions(tx, clip.owner, clip.id, "en")
        await listen_again(tx, clip.owner, clip.id)
    await worker(database, crew, ears).drain()
    async with database.read() as look:
        assert len((await captions_of(look, [clip.id]))[clip.id]) == 1


async def test_nobody_has_anothers_clip_listened_to(database: Database, crew: Crew) -> None:
    clip = await ready(database, crew)
    async with database.write() as tx:
        bo = await somebody(tx, "bo")
        with pytest.raises(Refusal, match=r"captions\.not_found"):
            await listen_again(tx, bo.id, clip.id)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_film_in_which_somebody_speaks_is_heard_by_the_model(
    database: Database, crew: Crew
) -> None:
    ears = SpeechEars()
    if ears.presence.state == ABSENT:
        missing("speech", "uv sync --extra speech")
    voice = np.repeat(np.frombuffer(spoken(), "<i2"), 3)  # from 16,000 to 48,000 samples a second
    clip = await ready(database, crew, a_film(10, speech=voice))
    await worker(database, crew, ears).drain()
    async with database.read() as look:
        (made,) = (await captions_of(look, [clip.id]))[clip.id]
    said = " ".join(cue.text for cue in made.cues).lower()
    assert made.language == "en"
    assert "try again" in said
    assert "fail better" in said
    assert made.cues[-1].ends <= 12_000_000
