"""How Chinese sounds, as people type it: syllables without tones, ü as v; a pure rule.

A character is read as most often, unless it stands in a pair that a word reads otherwise: 银行 is
yin hang, 行人 is xing ren. The readings are the data files of the package pypinyin; its code, which
takes a second to load, is not.
"""

import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from msgspec import json

LONGEST: Final = 6
"""Letters of a syllable: zhuang, chuang, shuang."""

MOST_WAYS: Final = 4
"""Ways to cut a word into syllables that are looked at: fangan is fang an and fan gan."""

MOST_LETTERS: Final = 40


def sound(pair: str) -> str:
    """Two neighbours as they sound: 咖啡 is "kafei"; empty where one of them has no reading."""
    known = _words().get(pair)
    if known is not None:
        return bare(known[0][0]) + bare(known[1][0])
    first, second = (_chars().get(char, "").partition(",")[0] for char in pair)
    return bare(first) + bare(second) if first and second else ""


def syllables(letters: str) -> list[list[str]]:
    """The ways to read `letters` as syllables, the one of fewest first; none for most words."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= MOST_LETTERS):
        return []
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(letters) + 1):
        found = [
            [*before, letters[start:end]]
            for start in range(max(0, end - LONGEST), end)
            if letters[start:end] in _syllables()
            for before in ways[start]
        ]
        ways.append(sorted(found, key=len)[:MOST_WAYS])
    return ways[-1] if letters else []


def warm() -> None:
    """Read the files of readings now, a third of a second, instead of when somebody waits."""
    sound("咖啡")
    syllables("kafei")


@cache
def _chars() -> dict[str, str]:
    """The readings of each character, the commonest first."""
    read = json.decode(_file("pinyin_dict.json"), type=dict[int, str])
    return {chr(code): said for code, said in read.items()}


@cache
def _words() -> dict[str, list[list[str]]]:
    """Words of two characters and how each is read."""
    read = json.decode(_file("phrases_dict.json"), type=dict[str, list[list[str]]])
    return {word: said for word, said in read.items() if len(word) == len(said) == len("一对")}


@cache
def _syllables() -> frozenset[str]:
    """Every syllable of the 8,000 commonest ideographs; a lone consonant is none."""
    common = {
        bare(said.partition(",")[0])
        for char, said in _chars().items()
        if "\u4e00" <= char <= "\u9fff"
    }
    return frozenset(said for said in common if set(said) & set("aeiouv"))


@lru_cache(maxsize=4_096)
def bare(said: str) -> str:
    """A reading without its tone: "kāfēi" is "kafei", "nǚ" is "nv"."""
    apart = unicodedata.normalize("NFD", said).replace("u\u0308", "v")
    return "".join(char for char in apart if char.isascii())


def _file(name: str) -> bytes:
    spec = find_spec("pypinyin")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the package pypinyin is missing")
    return Path(spec.submodule_search_locations[0], name).read_bytes()
