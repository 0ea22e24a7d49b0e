"""Made-up posts: sentences that were handed in, varied by invented words."""

import random
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from msgspec import Struct

LANGUAGES: Final = ("zh", "en", "ja", "ko")
SHARES: Final = (50, 30, 10, 10)
"""How many of a hundred posts are in each language."""

INVENTED: Final = 40_000
"""Words that nobody else has; the n-th is as frequent as 1 / n."""

Sentences = dict[str, list[str]]
"""By language."""


class Post(Struct, frozen=True):
    """A post and the language that it is written in."""

    language: str
    title: str
    text: str


class Writer:
    """Writes posts; the same ones for the same seed and sentences."""

    def __init__(self, seed: int, sentences: Sentences) -> None:
        self._dice = random.Random(seed)  # noqa: S311 - made up, not secret
        self._sentences = sentences
        self._invented = {
            language: _invent(self._dice, language, said)
            for language, said in self._sentences.items()
        }

    def posts(self, count: int) -> Iterator[Post]:
        """So many posts."""
        for language in self._dice.choices(LANGUAGES, SHARES, k=count):
            said = self._sentences[language]
            title = self._vary(self._dice.choice(said), language)[:40]
            text = [self._vary(one, language) for one in self._dice.choices(said, k=3)]
            yield Post(language, title, "\n".join(text))

    def _vary(self, sentence: str, language: str) -> str:
        """The sentence with an invented word or two in it."""
        words = self._invented[language]
        for _ in range(self._dice.randrange(3)):
            word = words[int(len(words) ** self._dice.random()) - 1]
            places = [at for at, char in enumerate(sentence) if char in " ，、,"] or [len(sentence)]
            at = self._dice.choice(places)
            between = "" if language in {"zh", "ja"} else " "
            sentence = f"{sentence[:at]}{between}{word}{sentence[at:]}"
        return sentence


def own_sentences() -> Sentences:
    """Sentences of our own in Japanese and Korean."""
    text = files("serai.bench").joinpath("sentences.toml").read_text("utf-8")
    found: Sentences = tomllib.loads(text)
    return found


def _invent(dice: random.Random, language: str, said: list[str]) -> list[str]:
    """Words of letters as frequent as in `said`."""
    letters = [char for one in said for char in one if char.isalpha()]
    short, long = (2, 3) if language in {"zh", "ja", "ko"} else (3, 9)
    return [
        "".join(dice.choices(letters, k=dice.randint(short, long))).lower() for _ in range(INVENTED)
    ]
