"""The words: what a refusal says and what a page says, in each language."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from babel.messages.pofile import read_po
from msgspec import Struct, convert

LOCALES: Final = ("en", "zh")
"""The languages of the interface; `zh` is Simplified Chinese."""


class Sentence(Struct, frozen=True):
    """What one refusal says, and the HTTP status it goes out with."""

    status: int
    en: str
    zh: str

    def spoken(self, locale: str, values: Mapping[str, str | int]) -> str:
        """The sentence in `locale`, filled."""
        return (self.zh if locale == "zh" else self.en).format_map(values)


class Catalogue(Struct, frozen=True):
    """Page words of one language, merged from its folder of .po files; unknown words stay."""

    singular: Mapping[str, str]
    plural: Mapping[str, str]

    def gettext(self, message: str) -> str:
        """`message` in this language."""
        return self.singular.get(message, message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form for `number`; Chinese has one."""
        found = self.plural.get(singular)
        return found if found is not None else (singular if number == 1 else plural)


class Words(Struct, frozen=True):
    """Every sentence of the house."""

    refusals: Mapping[str, Sentence]
    catalogues: Mapping[str, Catalogue]


def load_words() -> Words:
    """Read the files under `entry/words` and `entry/locale`; raises where one is not well made."""
    refusals: dict[str, Sentence] = {}
    for file in sorted(files("serai.entry").joinpath("words").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            refusals |= convert(tomllib.loads(file.read_text("utf-8")), dict[str, Sentence])
    return Words(refusals, {locale: _catalogue(locale) for locale in LOCALES})


def _catalogue(locale: str) -> Catalogue:
    singular: dict[str, str] = {}
    plural: dict[str, str] = {}
    folder = files("serai.entry").joinpath("locale", locale)
    for file in folder.iterdir() if folder.is_dir() else ():
        if not file.name.endswith(".po"):
            continue
        with file.open("rb") as stream:
            for message in read_po(stream, locale=locale):
                said = message.string
                if isinstance(message.id, str) and isinstance(said, str):
                    singular[message.id] = said
                elif said:
                    plural[message.id[0]] = said[0]
    singular.pop("", None)
    return Catalogue(singular, plural)
