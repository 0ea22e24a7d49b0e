"""`serai run`: serve the house."""

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import click
import uvicorn

from serai.app import build
from serai.cli.given import given, home, keep_address
from serai.demo import plant
from serai.entry import House
from serai.notices import Bell
from serai.recommend import is_compiled

NEVER_STARTED: Final = 3
"""What the process answers where it could not begin to serve, as uvicorn does."""


@click.command()
@click.option("--empty", is_flag=True, help="Do not make the demo world at the first start.")
@click.option("--port", type=click.IntRange(1, 65_535), help="The port to listen on (8000).")
@click.option("--host", help="The network address to listen on (127.0.0.1).")
@home
def run(*, empty: bool, port: int | None, host: str | None, home: Path | None) -> None:
    """Serve Serai: pages, the API and the work behind them, in one process."""
    settings = given(home, port=port, host=host, demo=False if empty else None)
    _must_be_free(settings.host, settings.port)
    keep_address(settings)
    click.echo(f"serai: the data lies in {settings.home}")
    click.echo(f"serai: open {settings.public_address}  (stop with Ctrl+C)")
    if not is_compiled():
        click.echo("serai: the engine is compiled for this machine, once, about a minute ...")
    bell = Bell()
    config = uvicorn.Config(
        build(settings, _plant_aloud if settings.demo else None, bell),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    server = _Server(config, bell)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SystemExit(NEVER_STARTED)
    click.echo("serai: stopped; what was under way is taken up at the next start")


class _Server(uvicorn.Server):
    """Lets go of those who listen before it waits for open answers: theirs end no other way."""

    def __init__(self, config: uvicorn.Config, bell: Bell) -> None:
        super().__init__(config)
        self._bell = bell

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close every connection, then the house."""
        self._bell.silence()
        await super().shutdown(sockets)


async def _plant_aloud(house: House, told: Callable[[int, int], None]) -> None:
    """Plant, and say so where it takes a while."""
    begun = False

    def move(done: int, of: int) -> None:
        nonlocal begun
        if not begun and done < of:
            begun = True
            click.echo("serai: making the demo world, about half a minute ...")
        told(done, of)

    await plant(house, move)
    if begun:
        click.echo("serai: the demo world stands; come in")


def _must_be_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as wrong:
            raise click.ClickException(
                f"port {port} on {host} cannot be used ({wrong.strerror}). Another Serai may be "
                "running; choose another port with --port."
            ) from wrong
