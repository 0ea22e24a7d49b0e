"""`serai bench`: what this machine can bear."""

import click
from msgspec import json


@click.group()
def bench() -> None:
    """Measure; figures are medians of several runs, with the machine named."""


@bench.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def web(*, as_json: bool) -> None:
    """What a page, an arrival, a picture and a start cost."""
    from serai.bench import bench_web  # its libraries would slow every other command's start

    report = bench_web(lambda said: click.echo(f"serai: measuring {said} ...", err=True))
    if as_json:
        click.echo(json.format(json.encode(report)).decode())
        return
    click.echo(f"{report.machine}, medians of {report.runs} runs")
    for name, value in report.measures.items():
        click.echo(f"{name:32} {value:10.3f}")
