"""`serai work`: do the work that outlives requests, in a process of its own."""

import asyncio
from pathlib import Path

import click

from serai.app import work_through
from serai.cli.given import given, home
from serai.settings import Settings


@click.command()
@home
def work(home: Path | None) -> None:
    """Do queued work until stopped; any number may run beside `serai run`.

    Each holds the encoders too, to describe notes; SERAI_MODELS=0 spares their memory.
    """
    settings: Settings = given(home)
    click.echo(f"serai: working through {settings.home} (stop with Ctrl+C)")
    try:
        asyncio.run(work_through(settings))
    except KeyboardInterrupt:
        click.echo("serai: stopped; what was under way is taken up at the next start")
