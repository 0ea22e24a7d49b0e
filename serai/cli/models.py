"""`serai models`: what translates on this machine: listed, added, fetched and removed."""

import shutil
from pathlib import Path
from typing import Final

import click

from serai.cli.given import given, home
from serai.models import (
    Pair,
    PairError,
    add_pair,
    check_tags,
    fetch_file,
    find_pairs,
    is_whole,
    remove_pair,
)
from serai.settings import PAIRS

_MEGABYTE: Final = 1_000_000

source = click.argument("source")
target = click.argument("target")


@click.group()
def models() -> None:
    """Models that translate, one for each direction, like en pt; see docs/languages.md."""


@models.command("list")
@home
def list_models(home: Path | None) -> None:
    """Name each direction, its size, where it came from, and whether its files are whole."""
    found = find_pairs(_folder(home))
    for pair in found:
        click.echo(_line(pair))
    if not found:
        click.echo("no models here; add one with `serai models add` or `serai models fetch`")


@models.command()
@source
@target
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@home
def add(source: str, target: str, files: tuple[Path, ...], home: Path | None) -> None:
    """Copy a model (.bin) and its one or two vocabularies (.spm) from FILES."""
    _added(_folder(home), source, target, files)


@models.command()
@source
@target
@click.argument("addresses", nargs=-1, required=True)
@click.option("--sha256", multiple=True, help="What each file should be, in the same order.")
@home
def fetch(
    source: str, target: str, addresses: tuple[str, ...], sha256: tuple[str, ...], home: Path | None
) -> None:
    """Download a model and its vocabularies from ADDRESSES, and add them."""
    if sha256 and len(sha256) != len(addresses):
        raise click.UsageError("give --sha256 once for each address, or not at all")
    _checked(source, target)
    folder = _folder(home)
    waiting = folder / ".fetched" / f"{source}-{target}"
    sums = sha256 or [None] * len(addresses)
    files = [
        _fetched(address, waiting / str(nth), digest)
        for nth, (address, digest) in enumerate(zip(addresses, sums, strict=True))
    ]
    _added(folder, source, target, tuple(files))
    shutil.rmtree(waiting)


@models.command()
@source
@target
@home
def remove(source: str, target: str, home: Path | None) -> None:
    """Forget a model that was added."""
    try:
        gone = remove_pair(_folder(home), source, target)
    except PairError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    if not gone:
        raise click.ClickException(f"no model {source}-{target} was added here")
    click.echo(f"{source}-{target} is gone; `serai run` notices at its next start")


def _checked(*tags: str) -> None:
    try:
        check_tags(*tags)
    except PairError as wrong:
        raise click.ClickException(str(wrong)) from wrong


def _folder(home: Path | None) -> Path:
    return given(home).home / PAIRS


def _line(pair: Pair) -> str:
    files = (pair.model, *pair.vocabularies)
    size = sum(file.path.stat().st_size for file in files if file.path.is_file())
    state = "whole" if all(is_whole(file) for file in files) else "damaged: add it again"
    return f"{pair.name:8} {size / _MEGABYTE:6.1f} MB  {pair.origin:8} {state}"


def _fetched(address: str, into: Path, digest: str | None) -> Path:
    with click.progressbar(length=0, label=address.rpartition("/")[2]) as bar:

        def tell(here: int, whole: int) -> None:
            bar.length = whole
            bar.update(here - bar.pos)

        try:
            return fetch_file(address, into, digest, tell)
        except PairError as wrong:
            raise click.ClickException(str(wrong)) from wrong


def _added(folder: Path, source: str, target: str, files: tuple[Path, ...]) -> None:
    try:
        pair = add_pair(folder, source, target, files)
    except PairError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(_line(pair))
    click.echo("`serai run` uses it from its next start on")
