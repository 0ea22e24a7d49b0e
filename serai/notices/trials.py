"""Tell authors how far the first audiences of their notes have come."""

import asyncio
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import func, select

from serai.kernel import NoteId, micros
from serai.notes import Note, young
from serai.notices._tables import deed
from serai.notices.notice import Deed
from serai.notices.tell import tell
from serai.recommend import OPEN, Engine, Trial
from serai.store import Database, Read, among, statement

EVERY: Final = 300.0
"""Seconds between two looks."""

YOUNG: Final = micros(timedelta(days=8))
"""A note looks a week for its first audiences; a day later nothing new is to be told."""

MOST: Final = 5_000
"""Notes looked at in one go, the newest."""

_TOLD = statement(
    select(deed.c.about, func.max(deed.c.thing))
    .where(deed.c.kind == "trial", among(deed.c.about, "notes"))
    .group_by(deed.c.about),
    lambda about, thing: (NoteId(about), int(thing)),
)

_log = structlog.get_logger()


def met(trial: Trial) -> int:
    """How many of a note's audiences have met it; what was never tried met none; a pure rule."""
    return trial.stage - 1 if trial.stage < OPEN or trial.met else 0


async def watch_trials(database: Database, engine: Engine) -> None:
    """Tell authors now and then, until cancelled."""
    while True:
        try:
            await tell_trials(database, engine)
        except Exception:  # noqa: BLE001 - the next look may go well
            _log.exception("notices.trials_failed")
        await asyncio.sleep(EVERY)


async def tell_trials(database: Database, engine: Engine) -> None:
    """Tell each author once of each audience that has met a note of theirs."""
    async with database.read() as look:
        await engine.catch_up(look)
        asked = await young(look, look.now - YOUNG, MOST)
        told = await _told(look, asked)
    news: list[Deed] = []
    for note in asked:
        reached = met(engine.trial(note.id, database.clock.now()))
        if reached > told.get(note.id, 0):
            news.append(Deed(note.author, "trial", note.author, note.id, reached))
        await asyncio.sleep(0)
    for deed_ in news:
        async with database.write() as tx:
            await tell(tx, deed_)


async def _told(tx: Read, asked: list[Note]) -> dict[NoteId, int]:
    return dict(await tx.all(_TOLD, notes=[int(note.id) for note in asked]))
