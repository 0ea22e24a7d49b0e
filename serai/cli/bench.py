"""`serai bench`: what this machine can bear, and how good the recommender is."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import json

if TYPE_CHECKING:
    from serai.bench import Report
    from serai.bench.recommend import RecommendReport

PROTOCOLS = ("stream", "cut", "rank", "newcomer", "capture", "sequences", "loop")


@click.group()
def bench() -> None:
    """Measure; figures are medians of several runs, with the machine named."""


@bench.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def web(*, as_json: bool) -> None:
    """What a page, an arrival, a picture and a start cost."""
    from serai.bench import bench_web  # its libraries would slow every other command's start

    report = bench_web(lambda said: click.echo(f"serai: measuring {said} ...", err=True))
    _print(report, as_json=as_json)


@bench.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--pairs",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sentences and their translations, two in a line with a tab between; 1,000 are drawn.",
)
def content(*, as_json: bool, pairs: Path | None) -> None:
    """How much of a note's meaning is left in its 64 small numbers."""
    from serai.cli.measure_content import measure_content

    _print(asyncio.run(measure_content(pairs)), as_json=as_json)


@bench.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--pairs",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="English sentences and their Chinese translations, two in a line with a tab between.",
)
def languages(*, as_json: bool, pairs: Path | None) -> None:
    """How often a language is told and a translation found, and what translating costs."""
    from serai.bench.languages import bench_languages  # for the same reason

    _print(bench_languages(pairs, _tell), as_json=as_json)


@bench.command()
def directions() -> None:
    """Learn anew the directions those 64 numbers stand for; every note is then to be told again."""
    from serai.cli.measure_content import learn_directions

    click.echo(f"serai: learnt {asyncio.run(learn_directions())}")


@bench.command()
@click.option("--people", type=click.IntRange(10), default=500_000, help="Who live there.")
@click.option("--notes", type=click.IntRange(200), default=1_000_000, help="What they posted.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def serve(*, people: int, notes: int, as_json: bool) -> None:
    """What a large house's pages, deeds, memory and starts cost on this machine.

    The load comes from the same machine, and is counted against it.
    """
    from serai.bench.serve import bench_serve  # for the same reason

    _print(bench_serve(people, notes, _tell), as_json=as_json)


@bench.command()
@click.option("--notes", type=click.IntRange(200), default=1_000_000, help="How many there are.")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of sentences (.tsv, English and Chinese) to make posts of beside our own.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def search(*, notes: int, data: Path | None, as_json: bool) -> None:
    """Whether search finds every word in four languages, how fast, and what indexing costs."""
    from serai.bench import bench_search  # for the same reason
    from serai.cli.sentences import sentences

    _print(bench_search(notes, sentences(data), _tell), as_json=as_json)


@bench.command()
@click.option("--notes", type=click.IntRange(200), default=100_000, help="What was posted.")
@click.option("--hearts", type=click.IntRange(200), default=1_000_000, help="Of the last days.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def hot(*, notes: int, hearts: int, as_json: bool) -> None:
    """What counting the list of what rises, and a page of it, cost in a large house."""
    from serai.bench.hot import bench_hot  # for the same reason

    _print(bench_hot(notes, hearts, _tell), as_json=as_json)


@bench.command()
@click.option("--seconds", type=click.IntRange(1, 600), default=30, help="Of film.")
@click.option("--runs", type=click.IntRange(1, 9), default=3, help="Of which medians are told.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def media(*, seconds: int, runs: int, as_json: bool) -> None:
    """What making a video ready costs, beside the plain ffmpeg program in the same run."""
    from serai.bench.media import bench_media  # for the same reason

    try:
        report = bench_media(seconds, runs, _tell)
    except ImportError as missing:
        raise click.ClickException(
            "the program to measure beside comes with imageio-ffmpeg; bin/test sets it up."
        ) from missing
    _print(report, as_json=as_json)
    if not as_json:
        for name, step in report.steps.items():
            click.echo(f"{name:32} {step.cpu_s:10.3f} s of CPU {step.wall_s:10.3f} s")


def _print(report: "Report", *, as_json: bool) -> None:
    if as_json:
        click.echo(json.format(json.encode(report)).decode())
        return
    click.echo(f"{report.machine}, medians of {report.runs} runs")
    for name, value in report.measures.items():
        click.echo(f"{name:32} {value:10.3f}")


@bench.command()
@click.option("--protocol", type=click.Choice(PROTOCOLS), required=True, help="What is asked.")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Where the data lies; loop has its own."
)
@click.option(
    "--scale", type=click.FloatRange(0.002, 10.0), default=1.0, help="Of loop: how large."
)
@click.option("--cut", "cut_at", metavar="ISO-TIME", help="Where the test begins; UTC if no zone.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def recommend(
    *, protocol: str, data: Path | None, scale: float, cut_at: str | None, as_json: bool
) -> None:
    """How well each model ranks what people then chose, on the same data in one run."""
    from serai.bench.recommend import (  # for the same reason
        SIMULATED,
        BadData,
        bench_recommend,
        bench_simulated,
    )

    try:
        if protocol in SIMULATED:
            report = bench_simulated(protocol, scale, _tell)
        elif data is None:
            raise click.UsageError(f"--protocol {protocol} needs --data")
        else:
            report = bench_recommend(protocol, data, _moment(cut_at), _tell)
    except BadData as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(json.format(json.encode(report)).decode() if as_json else _table(report))


def _tell(said: str) -> None:
    click.echo(f"serai: {said}", err=True)


def _moment(text: str | None) -> int | None:
    """Microseconds since 1970."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise click.BadParameter(f"{text!r} is no ISO time", param_hint="--cut") from wrong
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(zoned.timestamp() * 1_000_000)


def _table(report: "RecommendReport") -> str:
    """One line a model, one column a measure."""
    names = list(dict.fromkeys(name for found in report.models.values() for name in found))
    lines = [f"{report.data}, {report.protocol}; {report.machine}"]
    lines.append(f"{'':20}" + "".join(f"{name:>{len(name) + 3}}" for name in names))
    for model, found in report.models.items():
        cells = (f"{_cell(found.get(name)):>{len(name) + 3}}" for name in names)
        lines.append(f"{model:20}" + "".join(cells))
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"
