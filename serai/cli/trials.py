"""`serai trials`: whether new notes find readers enough, and which of them wait."""

import asyncio
from pathlib import Path
from typing import Final

import click

from serai.cli.given import given_house, home
from serai.kernel import SystemClock, iso
from serai.notes import Note, notes
from serai.recommend import Capacity, Engine, Trial
from serai.settings import Settings
from serai.store import migrate, open_database

LISTED: Final = 20
_MINUTE: Final = 60


@click.command()
@click.option("--most", type=click.IntRange(1, 1_000), default=LISTED, show_default=True)
@home
def trials(most: int, home: Path | None) -> None:
    """Tell what new notes need and get, and list those that wait longest for an audience."""
    capacity, waiting = asyncio.run(_look(given_house(home), most))
    for line in _told(capacity):
        click.echo(line)
    for note, trial in waiting:
        click.echo(_line(note, trial))


def _told(capacity: Capacity) -> list[str]:
    lines = [
        f"{capacity.waiting} new notes wait for an audience",
        f"{capacity.needed:.0f} impressions needed, {capacity.offered:.0f} in the last two hours",
    ]
    if not capacity.short:
        return [*lines, "there are readers enough"]
    short = f"short by {capacity.needed - capacity.offered:.0f}"
    if capacity.wait_s is None:
        return [*lines, f"{short}; nobody reads just now"]
    return [*lines, f"{short}; at this pace all are met in {capacity.wait_s / _MINUTE:.0f} minutes"]


def _line(note: Note, trial: Trial) -> str:
    met = f"stage {trial.stage}, {trial.met} of {trial.wanted}"
    return f"{note.id}  {iso(note.published_at)}  {met:20} {note.heading}".rstrip()


async def _look(settings: Settings, most: int) -> tuple[Capacity, list[tuple[Note, Trial]]]:
    await migrate(settings.database_url)
    clock, engine = SystemClock(), Engine()
    database = await open_database(settings.database_url, clock)
    try:
        async with database.read() as look:
            await engine.catch_up(look)
            found = await notes(look, engine.waiting_longest(clock.now(), most))
    finally:
        await database.close()
    listed = [(note, engine.trial(note.id, clock.now())) for note in found]
    return engine.capacity(clock.now()), listed
