"""Whose pictures the made-up people show, and the line that says so under their notes."""

import csv
import io
import tomllib
from typing import Final

from msgspec import Struct

from serai.demo.world import ROOM, DemoNote, Shot, Tongue

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
    files = [shot.file for shot in note.pictures]
    files += [note.cover.photo] if note.cover and note.cover.photo else []
    lines = [_line(note.lang, credit_of[file]) for file in files]
    return "\n\n".join([note.text.strip(), *dict.fromkeys(lines)])


def credited_saying(said: str, picture: Shot, credit_of: dict[str, Credit]) -> str:
    """What is said with a picture, and below it whose the picture is."""
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in picture.alt)
    return f"{said}\n{_line('zh' if chinese else 'en', credit_of[picture.file])}"


def _line(lang: Tongue, credit: Credit) -> str:
    lines = tomllib.loads((ROOM / "credits.toml").read_text(encoding="utf-8"))
    line: str = lines[lang]
    return line.format(author=credit.author, licence=credit.licence)
