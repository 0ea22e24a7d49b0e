"""Words cut where a line may end: the pure rules of line breaking for covers."""

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

import msgspec

NO_START = frozenset(
    "\uff0c\u3002\uff01\uff1f\uff1b\uff1a\u3001\uff09\u300b\u300d\u300f\u3011\u3015\u3009"
    "\u3017\uff5d\uff3d\uff0e\uff05\u2030\u2103\u00b7\u30fb\u2026\u2014\uff5e\u301c"
    "\u3005\u30fc\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e"
    "\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee"
    ",.!?;:%)]}\u201d\u2019\u00bb\u203a"
)
"""Closing marks and small kana: no line begins with one (GB/T 15834, JIS X 4051)."""

NO_END = frozenset(
    "\uff08\u300a\u300c\u300e\u3010\u3014\u3008\u3016\uff5b\uff3b\uffe5([{\u201c\u2018\u00ab\u2039#@$\u00a5"
)
"""Opening marks: no line ends with one."""

_WIDE = re.compile(
    "[\u2e80-\u2fdf\u3001-\u31ff\u3220-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001f000-\U0001faff\u2600-\u27bf\U00020000-\U0003ffff\u2014\u2026]"
)
_CURLY = "\u2018\u2019\u201c\u201d"
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile("[\u00c0-\u058f\u1e00-\u1fff]")  # beyond ASCII: Latin, Greek, Cyrillic
_KATAKANA = re.compile("[\u30a0-\u30ff]")  # foreign words, kept whole like Latin ones
_JOINER, _REGIONAL = "\u200d", re.compile("[\U0001f1e6-\U0001f1ff]")


SHORT = 6
"""An address may end a line after a slash; "km/h" and "and/or" may not."""


class Chunk(msgspec.Struct, frozen=True):
    """A run of text that is never broken; `spaced` tells whether a blank stood before it."""

    text: str
    spaced: bool


def paragraphs(words: str) -> list[list[Chunk]]:
    """One list of chunks for each line the writer began; empty lines fall away."""
    return [chunks for line in words.split("\n") if (chunks := _chunks(line))]


def curly(words: str) -> str:
    """Straight quotes made curly, as a typesetter would: open after a gap, else closed."""
    words = re.sub(r'(^|[\s(\[{\u2014\uff08\u300a])"', "\\1\u201c", words)
    words = re.sub(r"(^|[\s(\[{\u2014\u201c])'(?=\S)", "\\1\u2018", words)
    words = re.sub(r'"(?=\w)(?<=[\u3001-\u9fff\uff00-\uffef]")', "\u201c", words)
    return words.replace('"', "\u201d").replace("'", "\u2019")


Face = Literal["", "narrow", "other"]
Run = tuple[str, Face]
"""Text, and how it is drawn: quotes at Latin words are `narrow` (the same code points are as wide
as a Chinese character in Chinese text); words the serif lacks letters for are in an `other` one."""


def runs(line: str, lacking: Callable[[str], str]) -> list[Run]:
    """`line` in runs; `lacking` tells which letters of a word the serif cannot draw itself."""
    faces: list[Face] = [
        "narrow" if char in _CURLY and _stands_at_latin(line, at) else ""
        for at, char in enumerate(line)
    ]
    for word in _WORD.finditer(line):
        if any(_LETTER.match(char) for char in lacking(word.group())):
            faces[word.start() : word.end()] = ["other"] * len(word.group())
    found: list[Run] = []
    for char, face in zip(line, faces, strict=True):
        if found and found[-1][1] == face:
            found[-1] = (found[-1][0] + char, face)
        else:
            found.append((char, face))
    return found


def right_to_left(text: str) -> bool:
    """Whether the text begins, as a reader sees it, at the right (UAX 9, rules P2 and P3)."""
    for char in text:
        if (direction := unicodedata.bidirectional(char)) in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _stands_at_latin(line: str, at: int) -> bool:
    """A quote belongs to what it encloses: the text after an opening, before a closing one."""
    step = 1 if line[at] in "\u2018\u201c" else -1
    at += step
    while 0 <= at < len(line) and not line[at].isalnum():
        if _WIDE.match(line[at]) and line[at] not in "\u2014\u2026":
            return False
        at += step
    return 0 <= at < len(line) and not _WIDE.match(line[at])


def _chunks(line: str) -> list[Chunk]:
    chunks: list[Chunk] = []
    for word in line.split():
        for i, piece in enumerate(_pieces(word)):
            glued = chunks and i == 0 and (piece[0] in NO_START or chunks[-1].text[-1] in NO_END)
            if glued:  # "Quoi ?" and "( so )" stay together, with their blank
                last = chunks.pop()
                chunks.append(Chunk(f"{last.text} {piece}", last.spaced))
            else:
                chunks.append(Chunk(piece, i == 0 and bool(chunks)))
    return chunks


def _pieces(word: str) -> list[str]:
    """A word without blanks, cut wherever a line may end inside it."""
    pieces: list[str] = []
    for cluster in _clusters(word):
        if pieces and _together(pieces[-1], cluster):
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
    return pieces


def _together(before: str, cluster: str) -> bool:
    """Whether no line may end between the two."""
    if cluster[0] in NO_START or before[-1] in NO_END:
        return True
    if before[-1] == "/" and len(before) > SHORT and cluster.isalpha():
        return False
    if _KATAKANA.match(before[-1]) and _KATAKANA.match(cluster):
        return True
    last = before.rstrip("\u200d\ufe0f\ufe0e")[-1:] or before
    return not (_WIDE.match(last) or _WIDE.match(cluster))


def _clusters(word: str) -> list[str]:
    """Characters as a reader counts them: accents, joined emoji, skin tones and flags are one."""
    clusters: list[str] = []
    for char in word:
        if clusters and _extends(clusters[-1], char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _extends(cluster: str, char: str) -> bool:
    if (
        unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"}
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    ):
        return True
    if cluster.endswith(_JOINER):
        return True
    return bool(_REGIONAL.match(char) and len(_REGIONAL.findall(cluster)) == 1)
