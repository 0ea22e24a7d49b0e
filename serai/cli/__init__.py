"""Cli: what an operator may do, one command a file."""

from importlib import import_module
from typing import Final

import click

__all__ = ["COMMANDS", "main"]

COMMANDS: Final = {
    "run": "run",
    "work": "work",
    "enter": "enter",
    "reset": "enter",
    "reports": "reports",
    "trials": "trials",
    "models": "models",
    "bench": "bench",
    "shots": "shots",
}
"""Each command, and the file of this room that holds it."""


class _Commands(click.Group):
    """Opens a command's file only when it is called: whoever asks for help waits for nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of this name, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"serai.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Serai, for the people who run it."""
