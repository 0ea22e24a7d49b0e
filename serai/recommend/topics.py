"""The topics Serai knows by name, and how any word a person types finds its topic."""

import tomllib
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

import msgspec
from msgspec import Struct

SEPARATORS: Final = str.maketrans({"_": "-", " ": "-"})


class Topic(Struct, frozen=True):
    """A topic known by name; `names` by locale, `phrases` for encoders that place other words."""

    key: str
    names: dict[str, str]
    aliases: tuple[str, ...]
    phrases: tuple[str, ...]


class _Entry(Struct, frozen=True, forbid_unknown_fields=True):
    en: str
    zh: str
    aliases: tuple[str, ...]
    phrases: tuple[str, ...]


def _load() -> dict[str, Topic]:
    text = files("serai.recommend").joinpath("topics.toml").read_text(encoding="utf-8")
    entries = msgspec.convert(tomllib.loads(text), dict[str, _Entry])
    return {
        key: Topic(key, {"en": entry.en, "zh": entry.zh}, entry.aliases, entry.phrases)
        for key, entry in entries.items()
    }


def _normal(word: str) -> str:
    """One spelling for `#Night_Sky`, `night sky` and full-width letters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    plain = "-".join(folded.translate(SEPARATORS).split()).lstrip("#-")
    return "-".join(part for part in plain.split("-") if part)


def _index(topics: Mapping[str, Topic]) -> dict[str, str]:
    index: dict[str, str] = {}
    for topic in topics.values():
        names = (topic.key, *topic.names.values(), *topic.aliases)
        for name in names:
            index.setdefault(_normal(name), topic.key)
            index.setdefault(_normal(name).replace("-", ""), topic.key)
    return index


TOPICS: Final[Mapping[str, Topic]] = _load()
"""Every known topic by its key, in the order in which they are offered."""

_KEYS: Final = _index(TOPICS)


def canonical(word: str) -> str:
    """The key of the topic called `word` in any spelling or language, else `word` normalised.

    Normalised: NFKC, case folded, no leading `#`, words joined by hyphens.
    """
    plain = _normal(word)
    return _KEYS.get(plain) or _KEYS.get(plain.replace("-", "")) or plain


def topic_name(key: str, locale: str) -> str:
    """How the topic `key` is called in `locale`; a topic nobody named is called by its key."""
    topic = TOPICS.get(key)
    return key if topic is None else topic.names.get(locale, topic.names["en"])
