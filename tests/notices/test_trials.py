"""How far the first audiences of a note have come, told once each."""

from datetime import timedelta

import pytest

from serai.kernel import HandClock, NoteId
from serai.notices import switch, tell_trials
from serai.notices.trials import met
from serai.recommend import OPEN, Engine, Trial
from serai.store import Database
from tests.notices.hearing import looks, told
from tests.world import a_note, somebody


def at(stage: int, people: int = 0) -> Trial:
    return Trial(stage=stage, met=people, wanted=0, waiting=stage < OPEN)


@pytest.mark.parametrize(
    ("trial", "audiences"),
    [(at(1, 9), 0), (at(2), 1), (at(3), 2), (at(OPEN, 300), 3), (at(OPEN, 0), 0)],
)
def test_an_audience_counts_once_it_has_met_the_note(trial: Trial, audiences: int) -> None:
    assert met(trial) == audiences


class Pretended(Engine):
    """An engine that says what the test wants to hear."""

    said: Trial = at(1)

    def trial(self, note: NoteId, now: int) -> Trial:
        del note, now
        return self.said


async def test_each_audience_is_told_once(database: Database, clock: HandClock) -> None:
    engine = Pretended()
    async with database.write() as tx:
        ana = await somebody(tx)
        note = await a_note(tx, ana)
        await a_note(tx, ana, "For me", audience="me")
    await tell_trials(database, engine)
    assert await told(database, ana.id) == []
    engine.said = at(2)
    await tell_trials(database, engine)
    await tell_trials(database, engine)
    [one] = await told(database, ana.id, "own")
    assert (one.kind, one.note, one.things, one.unread) == ("trial", note.id, (1,), True)
    await looks(database, ana.id)
    engine.said = at(OPEN, 275)
    clock.advance(timedelta(hours=1))
    await tell_trials(database, engine)
    assert [one.things for one in await told(database, ana.id)] == [(3,), (1,)]


async def test_who_does_not_wish_to_know_is_not_told(database: Database) -> None:
    engine = Pretended()
    engine.said = at(3)
    async with database.write() as tx:
        ana = await somebody(tx)
        await a_note(tx, ana)
        await switch(tx, ana.id, "trial", on=False)
    await tell_trials(database, engine)
    assert await told(database, ana.id) == []


async def test_an_old_note_is_left_alone(database: Database, clock: HandClock) -> None:
    engine = Pretended()
    engine.said = at(2)
    async with database.write() as tx:
        ana = await somebody(tx)
        await a_note(tx, ana)
    clock.advance(timedelta(days=9))
    await tell_trials(database, engine)
    assert await told(database, ana.id) == []
