"""Whose pictures the made-up people show, and the line that says so under their notes."""

import csv
import io
import tomllib
from collections import defaultdict
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
    """Where a file of `pictures/` or `clips/` comes from, and what was done to it."""

    file: str
    original: str
    author: str
    licence: str
    origin: str
    change: str


def load_credits() -> dict[str, Credit]:
    """The credit of each file, as `pictures/CREDITS.csv` tells it."""
    return {credit.file: credit for credit in _rows("pictures")}


def load_film_credits() -> dict[str, list[Credit]]:
    """The credits of each film, as `clips/CREDITS.csv` tells them: one for each source."""
    found: defaultdict[str, list[Credit]] = defaultdict(list)
    for credit in _rows("clips"):
        found[credit.file].append(credit)
    return dict(found)


def _rows(folder: str) -> list[Credit]:
    told = (ROOM / folder / "CREDITS.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(told))
    return [Credit(**{mine: row[its] for mine, its in _FIELDS.items()}) for row in rows]


def credited(note: DemoNote, credit_of: dict[str, Credit]) -> str:
    """The text of `note` and, below it, one line for each author of what it shows."""
    files = [shot.file for shot in note.pictures]
    files += [note.cover.photo] if note.cover and note.cover.photo else []
    lines = [_line(note.lang, credit_of[file]) for file in files]
    if note.film:
        lines = [_line(note.lang, one) for one in load_film_credits()[note.film.file]]
    return "\n\n".join([note.text.strip(), *dict.fromkeys(lines)])


def credited_saying(said: str, picture: Shot, credit_of: dict[str, Credit]) -> str:
    """What is said with a picture, and below it whose the picture is."""
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in picture.alt)
    return f"{said}\n{_line('zh' if chinese else 'en', credit_of[picture.file])}"


def _line(lang: Tongue, credit: Credit) -> str:
    lines = tomllib.loads((ROOM / "credits.toml").read_text(encoding="utf-8"))
    kind = "pictures"
    if credit.file.endswith(".mp4"):
        kind = "cut" if credit.original.endswith(".mp4") else "moved"
    line: str = lines[kind][lang]
    return line.format(author=credit.author, licence=credit.licence)
