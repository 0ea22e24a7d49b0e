"""`serai enter` and `serai reset`: a one-time link for somebody, made by the operator."""

import asyncio
from pathlib import Path

import click

from serai.accounts import close_other_sessions, find, make_link
from serai.cli.given import given_house, home
from serai.kernel import SystemClock
from serai.settings import Settings
from serai.store import Write, migrate, open_database


@click.command()
@click.argument("handle")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    help="The port of `serai run`, if it is not the last one used.",
)
@home
def enter(handle: str, port: int | None, home: Path | None) -> None:
    """Print a link that signs HANDLE in once, within an hour: to try two people, or to help."""
    click.echo(asyncio.run(_link(given_house(home, port=port), handle, lost=False)))


@click.command()
@click.argument("handle")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    help="The port of `serai run`, if it is not the last one used.",
)
@home
def reset(handle: str, port: int | None, home: Path | None) -> None:
    """Print such a link after a lost key, and sign HANDLE out everywhere; keys are then theirs."""
    click.echo(asyncio.run(_link(given_house(home, port=port), handle, lost=True)))


async def _link(settings: Settings, handle: str, *, lost: bool) -> str:
    await migrate(settings.database_url)
    database = await open_database(settings.database_url, SystemClock())
    try:
        async with database.write() as tx:
            ticket = await _ticket(tx, handle, lost=lost)
    finally:
        await database.close()
    there = "?then=/settings/keys" if lost else ""
    return f"{settings.public_address}/sign-in/link/{ticket}{there}"


async def _ticket(tx: Write, handle: str, *, lost: bool) -> str:
    somebody = await find(tx, handle.removeprefix("@"))
    if somebody is None:
        raise click.ClickException(f"nobody here is called {handle}; handles look like @lin.")
    if lost:
        await close_other_sessions(tx, somebody.id, None)
    return await make_link(tx, somebody.id)
