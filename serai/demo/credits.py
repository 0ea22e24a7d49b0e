"""Whose pictures the made-up people show, and the line that says so under their notes."""

import csv
import io
import tomllib
from typing import Final

from msgspec import Struct

from serai.demo.world import ROOM, DemoNote

_FIELDS: Final = {
    "file": "file",
    "original": "original file",
    "author": "author",
    "licence": "licence",
    "origin": "origin",
    "change": "change made",
}


class Credit(Struct, frozen=True):
    """Where a file of `pictures/` comes from, and what was done to it."""

    file: str
    original: str
    author: str
    licence: str
    origin: str
    change: str


def load_credits() -> dict[str, Credit]:
    """The credit of each file, as `pictures/CREDITS.csv` tells it."""
    told = (ROOM / "pictures" / "CREDITS.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(told))
    found = [Credit(**{mine: row[its] for mine, its in _FIELDS.items()}) for row in rows]
    return {credit.file: credit for credit in found}


def credited(note: DemoNote, credit_of: dict[str, Credit]) -> str:
    """The text of `note` and, below it, one line for each author of its pictures."""
    line = tomllib.loads((ROOM / "credits.toml").read_text(encoding="utf-8"))[note.lang]
    shown = [credit_of[shot.file] for shot in note.pictures]
    lines = [line.format(author=one.author, licence=one.licence) for one in shown]
    return "\n\n".join([note.text.strip(), *dict.fromkeys(lines)])
