"""Sentences in four languages for `bench search`: the demo world's, our own, and given ones."""

import re
from pathlib import Path
from typing import Final

from serai.bench import own_sentences
from serai.demo.world import load_world

_SENTENCE: Final = re.compile(r"[^\n。！？.!?]+[。！？.!?]?")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]{2,}")


def sentences(data: Path | None) -> dict[str, list[str]]:
    """By language; `data` may hold more: English and Chinese in the lines of .tsv files."""
    found: dict[str, list[str]] = {"zh": [], "en": [], **own_sentences()}
    for person in load_world():
        for note in person.notes:
            text = f"{note.title}\n{note.text}"
            found.get(note.lang, []).extend(
                one.strip() for one in _SENTENCE.findall(text) if one.strip()
            )
    for file in sorted(data.glob("*.tsv")) if data else []:
        for line in file.read_text("utf-8").splitlines():
            for part in line.split("\t"):
                found["zh" if _HAN.search(part) else "en"].append(part)
    return found
