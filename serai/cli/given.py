"""What every command may be given: where the data lies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click
from msgspec.structs import replace

from serai.crafts import blobs_of
from serai.settings import Settings, read_settings

home = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the data; by default one in your data home.",
)
"""The option that every command shares."""

ADDRESS: Final = "address"

Command = Callable[..., Any]


def given(home: Path | None, **more: Any) -> Settings:
    """Settings from the environment, then from the command line; ends with a sentence if wrong."""
    try:
        settings = read_settings()
    except ValueError as wrong:
        raise click.ClickException(f"{wrong}.") from wrong
    if home is not None:
        more["home"] = home.expanduser().resolve()
    settings = replace(
        settings, **{name: value for name, value in more.items() if value is not None}
    )
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        (settings.home / ".writable").touch()
        (settings.home / ".writable").unlink()
    except OSError as wrong:
        raise click.ClickException(
            f"{settings.home} cannot be written ({wrong.strerror}). "
            "Choose another folder with --home."
        ) from wrong
    try:
        blobs_of(settings)
    except ValueError as wrong:
        raise click.ClickException(f"{wrong}.") from wrong
    return settings


def keep_address(settings: Settings) -> None:
    """Let commands that print links know where this house was opened last."""
    (settings.home / ADDRESS).write_text(settings.public_address + "\n", "utf-8")


def given_house(home: Path | None, **more: Any) -> Settings:
    """The same for a command that needs a house which was there before, at its last address."""
    settings = given(home, **more)
    kept = settings.home / ADDRESS
    if not settings.address and not more.get("port") and kept.exists():
        settings = replace(settings, address=kept.read_text("utf-8").strip())
    if not settings.database and not (settings.home / "serai.db").exists():
        raise click.ClickException(
            f"no Serai lives in {settings.home} yet. Start one with bin/run, or name its folder "
            "with --home."
        )
    return settings
