"""400 short posts in 16 languages, what each is in, and where it changes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from serai.languages import spans

FILE: Final = Path(__file__).parents[2] / "tests" / "languages" / "data" / "posts.tsv"
"""Where they lie in the source of the project; an installed package goes without them."""

_MARKED: Final = re.compile(r"\[(\w+):(.*?)\]")


class Post(Struct, frozen=True):
    """`pieces`: (language, text) in order; together they are the post."""

    language: str
    kind: str
    pieces: list[tuple[str, str]]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece for _, piece in self.pieces)


def posts(file: Path = FILE) -> list[Post]:
    """All of them; `kind` is sentence, name, slang, emoji or mixed (with [en:marked] parts)."""
    lines = file.read_text("utf-8").splitlines()
    return [_post(*line.split("\t")) for line in lines]


def _post(language: str, kind: str, text: str) -> Post:
    return Post(language, kind, list(_pieces(language, text)))


def _pieces(language: str, text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for marked in _MARKED.finditer(text):
        if at < marked.start():
            yield language, text[at : marked.start()]
        yield marked[1], marked[2]
        at = marked.end()
    if at < len(text):
        yield language, text[at:]


def span_f1(of: list[Post]) -> float:
    """F1 of spans: right is one whose language and whose letters are those of the label."""
    right = found = wanted = 0
    for post in of:
        labelled = {(language, _letters(text)) for language, text in post.pieces if _letters(text)}
        told = {(span.language, _letters(span.text)) for span in spans(post.text)}
        right, found, wanted = (
            right + len(labelled & told),
            found + len(told),
            wanted + len(labelled),
        )
    return 2 * right / (found + wanted)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())
