"""What people wrote, on a page: #topics and @people become links, each language is marked."""

import re
from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from serai.languages import spans
from serai.web.filters import TAGS

_MARK: Final = re.compile(r"[#＃]([\w-]+)|[@＠]([A-Za-z0-9_]{2,30})")


def prose(
    text: str, language: str, topics: Mapping[str, str] | None = None, handles: Collection[str] = ()
) -> Markup:
    """`text` with links; `language` is that of the element it will stand in.

    `topics` maps a word as written to its key, `handles` are people who exist: nothing else
    becomes a link.
    """
    known = topics or {}
    parts: list[Markup] = []
    done = 0
    for mark in _MARK.finditer(text):
        link = _link(mark, known, handles)
        if link is not None:
            parts += [marked(text[done : mark.start()], language), link]
            done = mark.end()
    return Markup("").join([*parts, marked(text[done:], language)])


def marked(text: str, language: str) -> Markup:
    """`text` with a `lang` on each stretch that is not in `language`."""
    if not text:
        return Markup("")
    return Markup("").join(
        Markup('<span lang="{}">{}</span>').format(
            TAGS.get(piece.language, piece.language), piece.text
        )
        if piece.differs(language)
        else Markup("{}").format(piece.text)
        for piece in spans(text)
    )


def handles_said(text: str) -> list[str]:
    """What may be handles in `text`, in lower case."""
    return [mark.group(2).lower() for mark in _MARK.finditer(text) if mark.group(2)]


def topic_address(key: str) -> str:
    """The page of a topic."""
    return f"/topics/{quote(key, safe='')}"


def _link(
    mark: re.Match[str], topics: Mapping[str, str], handles: Collection[str]
) -> Markup | None:
    word, handle = mark.group(1), mark.group(2)
    if word and word in topics:
        href = topic_address(topics[word])
    elif handle and handle.lower() in handles:
        href = f"/@{handle.lower()}"
    else:
        return None
    return Markup('<a href="{}">{}</a>').format(href, mark.group())
