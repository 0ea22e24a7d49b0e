"""Where a note plays: in the author's own words, and which known place they mean, if any.

It is said by hand; what a photo knows of its place is removed before anything is kept.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from serai.notes._tables import note
from serai.store import Read, statement

OFFERED: Final = 8
LOCALES: Final = ("en", "zh")


class KnownPlace(Struct, frozen=True):
    """A large city: its names, its country's ISO code ("" where that is disputed), degrees."""

    key: str
    en: str
    zh: str
    country: str
    latitude: float
    longitude: float

    def named(self, locale: str) -> str:
        """Its name in a language of the house."""
        return self.zh if locale == "zh" else self.en


@cache
def known_places() -> dict[str, KnownPlace]:
    """Every known place by its key."""
    lines = files("serai.notes").joinpath("cities.tsv").read_text("utf-8").splitlines()
    return {one.key: one for one in map(_read, lines)}


def _read(line: str) -> KnownPlace:
    en, zh, country, latitude, longitude = line.split("\t")
    key = f"{country}-{plain(en)}".lower().replace(" ", "-").replace("'", "")
    return KnownPlace(key.strip("-"), en, zh, country, float(latitude), float(longitude))


def plain(name: str) -> str:
    """`name` as people type it in a hurry: small letters without accents."""
    letters = unicodedata.normalize("NFKD", name.casefold()).replace("\u2019", "'")
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()


@cache
def _by_name() -> dict[str, str]:
    named: dict[str, str] = {}
    for one in known_places().values():
        for locale in LOCALES:
            named.setdefault(plain(one.named(locale)), one.key)
    return named


@cache
def _names(locale: str) -> list[tuple[str, str]]:
    return [(plain(one.named(locale)), one.named(locale)) for one in known_places().values()]


def place_key(typed: str) -> str | None:
    """The known place that `typed` names, alone or before a comma: "Kyoto, Gion"."""
    whole = plain(typed)
    first = whole.replace("\uff0c", ",").partition(",")[0].strip()
    return _by_name().get(whole) or _by_name().get(first)


def territory(key: str | None) -> str:
    """The territory of a known place, as its code; "" where there is none, or it is disputed."""
    known = known_places().get(key or "")
    return known.country if known else ""


def place_words(typed: str, key: str | None) -> list[str]:
    """Every word by which a note of this place is found: as typed, and in each language."""
    known = known_places().get(key or "")
    words = [typed, *(known.named(locale) for locale in LOCALES)] if known else [typed]
    return [word for word in dict.fromkeys(words) if word]


def known_like(typed: str, locale: str) -> list[str]:
    """Names of known places that begin so in any language, in the language they are typed in."""
    wanted = plain(typed)
    if not wanted:
        return []
    languages = sorted(LOCALES, key=lambda one: one != locale)
    found = [
        name
        for language in languages
        for begun, name in _names(language)
        if begun.startswith(wanted)
    ]
    return list(dict.fromkeys(found))[:OFFERED]


_USED = statement(
    select(note.c.place)
    .where(
        note.c.place.is_not(None),
        note.c.place.startswith(bindparam("typed"), autoescape=False),
        note.c.audience == "everyone",
        note.c.withdrawn_at.is_(None),
    )
    .group_by(note.c.place)
    .order_by(func.count().desc(), note.c.place)
    .limit(bindparam("most")),
    str,
)


async def places_like(tx: Read, typed: str, locale: str) -> list[str]:
    """Places to offer somebody who typed so: known ones, then those of earlier public notes."""
    begun = " ".join(typed.split())
    if not begun or not begun.isprintable():
        return []
    bare = begun.translate({ord(sign): None for sign in "%_\\"})
    used = await tx.all(_USED, typed=bare, most=OFFERED) if bare else []
    return list(dict.fromkeys([*known_like(begun, locale), *used]))[:OFFERED]
