"""Cut a text into spans of one language each, for `lang` attributes and for translators."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from msgspec import Struct

from serai.languages.letters import NONE, SHARED, SURE, Guess, guess, is_shared, share_letters
from serai.languages.script import Script, script_of

Family = Script | str

NOT_PROSE: Final = re.compile(r"https?://[!-~]+|[@＠][A-Za-z0-9_]{2,30}|[#＃][\w-]+")
"""What is in no language: addresses, @people and #topics; a text may go on right behind them."""

_OF_SCRIPT: Final[Mapping[Script, str]] = {
    "han": "zh",
    "kana": "ja",
    "hangul": "ko",
    "greek": "el",
    "hebrew": "he",
    "thai": "th",
}
LANGUAGES: Final = SHARED | frozenset(_OF_SCRIPT.values()) | {"zh", "ja"}
"""Every language that can be told, as BCP 47 tags."""

_A_WORD_OR_TWO: Final = 2
_LETTERS: Final = re.compile(r"[^\W\d_]+")


class Span(Struct, frozen=True):
    """A stretch of text, its language (a BCP 47 tag or "und") and how sure that is, 0 to 1."""

    text: str
    language: str
    confidence: float = 1.0

    def differs(self, other: str) -> bool:
        """Whether it is surely in another language than `other`; other letters are sure enough."""
        if self.language in {"und", other}:
            return False
        return self.confidence >= SURE or not share_letters(self.language, other)


def spans(text: str) -> list[Span]:
    """`text` in stretches of one language; joined together they are `text` again.

    Signs, digits and spaces stay with the stretch they follow, those at the start with the first.
    Where a script is shared, all its stretches are judged together: half a sentence says less.
    """
    cut = list(_stretches(text))
    judged = {family: _judge(family, cut) for family in {family for family, _ in cut}}
    return [Span(piece, judged[kind].language, judged[kind].confidence) for kind, piece in cut]


def prose_of(text: str) -> str:
    """`text` without addresses, #topics and @people, unless there is nothing else."""
    bare = NOT_PROSE.sub(" ", text)
    return bare if _LETTERS.search(bare) else text


def _stretches(text: str) -> Iterator[tuple[Family | None, str]]:
    known = next((family for char in text if (family := _family(char))), None)
    marked: list[tuple[Family | None, str]] = []
    for char in text:
        known = _family(char) or known
        marked.append((known, char))
    for family, stretch in groupby(marked, key=lambda pair: pair[0]):
        yield family, "".join(char for _, char in stretch)


def _family(char: str) -> Family | None:
    script = script_of(char)
    return "east" if script in {"han", "kana"} else script


def _judge(family: Family | None, cut: list[tuple[Family | None, str]]) -> Guess:
    words = prose_of(" ".join(piece for kind, piece in cut if kind == family))
    scripts = Counter(script for char in words if (script := script_of(char)))
    if family is None or not scripts:
        return NONE
    script = scripts.most_common(1)[0][0]
    if family == "east":
        # One kana in eight letters makes the ideographs around it Japanese.
        return Guess("ja" if scripts["kana"] * 8 >= scripts["han"] else "zh", 1.0)
    if not is_shared(script):
        return Guess(_OF_SCRIPT[script], 1.0)
    return _borrowed(words, cut) or guess(words, script)


def _borrowed(words: str, cut: list[tuple[Family | None, str]]) -> Guess | None:
    """A word or two in Latin letters within a text of another script: English, as a rule."""
    latin = all(script_of(char) in {None, "latin"} for char in words)
    elsewhere = any(family not in {None, "latin"} for family, _ in cut)
    if latin and elsewhere and len(_LETTERS.findall(words)) <= _A_WORD_OR_TWO:
        return Guess("en", SURE)
    return None
