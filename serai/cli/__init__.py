"""Cli: what an operator may do, one command a file."""

import click

from serai.cli.bench import bench
from serai.cli.enter import enter, reset
from serai.cli.reports import reports
from serai.cli.run import run
from serai.cli.work import work

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Serai, for the people who run it."""


for command in (run, work, enter, reset, reports, bench):
    main.add_command(command)
