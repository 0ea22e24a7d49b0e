"""How the words of a cover are laid out: plain, low, as a quotation, as a list, as one big sign."""

import re
from typing import Final

from msgspec import Struct

from serai.languages import detect
from serai.media._chunks import NO_END, NO_START, paragraphs, right_to_left
from serai.media._lettering import Box, Piece, measure
from serai.media._lines import Frame, Measured, Setting, set_lines

MARGIN: Final = 97
"""Pixels of 1,080 that stay free on every side: nine in a hundred."""

_WIDTH: Final = 886
_WHOLE: Final[Box] = (MARGIN, MARGIN, _WIDTH, 1246)
_FOOT: Final[Box] = (MARGIN, MARGIN, _WIDTH, 1226)
"""Letters that hang below their line still keep the margin."""
_SMALL = ((60, 14), (54, 16), (48, 18), (44, 20))
_SIZES = ((114, 5), (102, 6), (92, 8), (84, 9), (76, 10), (68, 12), *_SMALL)
_PLAIN: Final = Frame(_WIDTH, 1090, ((208, 1), (160, 2), (128, 4), *_SIZES))
_LOW: Final = Frame(_WIDTH, 760, ((160, 1), (128, 3), *_SIZES, (40, 20), (36, 20)), leading=1.36)
_QUOTED: Final = Frame(_WIDTH, 760, ((128, 3), *_SIZES, (40, 20), (36, 20)))
_SOURCE: Final = Frame(_WIDTH, 150, ((56, 1), (46, 2), (40, 3), (34, 3), (28, 4)))
_ITEMS: Final = Frame(
    _WIDTH - 96,
    1160,
    ((114, 4), (102, 5), (92, 7), (84, 8), (76, 10), (68, 12), *_SMALL, (40, 22), (36, 24)),
    between=0.42,
)
_BENEATH: Final = Frame(_WIDTH, 380, ((72, 2), (64, 3), (56, 4), (50, 5), (44, 6)))
_MUCH: Final = Frame(_WIDTH, 760, ((50, 11), (44, 13), (40, 15), (36, 16)))

_SOURCE_LINE = re.compile(r"^[\u2014\u2013\u2015\u2500-]+\s*\S")
_NUMBER = re.compile(r"^(?:\d{1,2}(?:[.)\uff0e](?!\d)|[\u3001\uff09])|[\u2460-\u2473])\s*(?=\S)")
_DOT = re.compile(r"^[-*\u2022\u00b7\u30fb]\s+(?=\S)")
_LEADS_IN = (":", "\uff1a")
_PAIRS: Final = {
    "\u201c": "\u201d",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u00ab": "\u00bb",
    "\u201e": "\u201c\u201d",
}
_MARKS: Final = {
    "\u300c": ("ja", "zh-Hant", "yue"),
    "\u00ab": ("fr", "it", "es", "ru", "uk", "be", "el", "ar", "fa", "hy"),
    "\u201e": ("de", "pl", "cs", "sk", "hu", "ro", "bg", "hr", "lt"),
}
_TRADITIONAL = re.compile("[這們來說為個時國學會對過還後點沒裡麼讓頭當開愛話歲離遠鄉體與樣]")
_BIGGEST: Final = 620
_SHORT: Final = 8
_CHARACTERS: Final = 2
"""A big sign is one word of so many letters, or so many characters."""


class Inks(Struct, frozen=True):
    """The colour of the words, and of what stands beside them."""

    words: str
    accent: str


def plain(words: str, inks: Inks) -> list[Piece]:
    """Everything in one size, in the middle of the page."""
    return [Piece(set_plain(words), (MARGIN, MARGIN - 29, _WIDTH, 1246), inks.words)]


def low(words: str, inks: Inks) -> list[Piece]:
    """Everything in one size at the foot, so that what is above is seen."""
    setting = set_lines(_measured(words), _LOW)
    return [Piece(setting, _FOOT, inks.words, "bottom", leading=_LOW.leading)]


def quote(words: str, inks: Inks) -> list[Piece]:
    """A large opening mark, the words, and a last line that begins with a dash as their source."""
    said, source = _sourced(words)
    mark, said = _marked(said)
    side: Box = (MARGIN, MARGIN - 30, _WIDTH, 420)
    pieces = [Piece(Setting(420, [_turned(mark, said)]), side, inks.accent, "top")]
    height = 760 if source else 900
    body = set_lines(_measured(said), Frame(_WIDTH, height, _QUOTED.sizes))
    pieces.append(Piece(body, (MARGIN, 376, _WIDTH, height), inks.words, "top"))
    if source:
        place: Box = (MARGIN, 1173, _WIDTH, 150)
        pieces.append(Piece(set_lines(_measured(source), _SOURCE), place, inks.accent, "bottom"))
    return pieces


def _turned(mark: str, said: str) -> str:
    """A mark that has no direction of its own, made to stand where the text begins."""
    return f"\u200f{mark}" if right_to_left(said) else mark


def _sourced(words: str) -> tuple[str, str]:
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    dashed = [bool(_SOURCE_LINE.match(line)) for line in lines]
    if len(lines) > 1 and dashed[-1] and not any(dashed[:-1]):
        return "\n".join(lines[:-1]), lines[-1]
    return "\n".join(lines), ""


def _marked(said: str) -> tuple[str, str]:
    """The mark the writer or the language opens with; a pair around everything becomes the mark."""
    said = said.strip()
    closing = _PAIRS.get(said[0], "")
    inside = said[1:-1].strip()
    if closing and said[-1] in closing and inside and said[0] not in inside:
        return said[0], inside
    return opening_mark(said), said


def opening_mark(said: str) -> str:
    """The opening quotation mark of the language of `said`."""
    language = detect(said)
    if language == "zh" and _TRADITIONAL.search(said):
        language = "zh-Hant"
    return next((mark for mark, of in _MARKS.items() if language in of), "\u201c")


def items(words: str, inks: Inks) -> list[Piece]:
    """One item a line, dotted or numbered, hanging; a first line with a colon leads them in."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    numbered = all(_NUMBER.match(line) for line in lines[1:]) and len(lines) > 1
    leads = len(lines) > 1 and (lines[0].endswith(_LEADS_IN) or _is_only_unmarked(lines))
    bare = [_unmarked(line) for line in lines]
    setting = set_lines(_measured("\n".join(bare)), _ITEMS)
    markers = [""] * len(setting.lines)
    for nth, at in enumerate(setting.starts[1:] if leads else setting.starts, 1):
        markers[at] = f"{nth}." if numbered else "\u2022"
    return [
        Piece(
            setting,
            (MARGIN + 96, 140, _WIDTH - 96, 1160),
            inks.words,
            leading=_ITEMS.leading,
            markers=tuple(markers),
            indent=96,
            accent=inks.accent,
            between=_ITEMS.between,
        )
    ]


def _is_only_unmarked(lines: list[str]) -> bool:
    marked = [bool(_NUMBER.match(line) or _DOT.match(line)) for line in lines]
    return not marked[0] and all(marked[1:])


def _unmarked(line: str) -> str:
    return _DOT.sub("", _NUMBER.sub("", line))


def big(words: str, inks: Inks) -> list[Piece]:
    """One or two characters or a short word as large as they go, everything else beneath.

    A short first line is the sign itself; of a longer one the beginning is, and it is read again
    beneath, whole, so that no sentence loses its head.
    """
    sign, beneath = _sign(words)
    width = measure([sign])[0]
    size = min(_BIGGEST, _WIDTH / max(width, 0.1))
    if not beneath:
        return [Piece(Setting(size, [sign]), _WHOLE, inks.accent, along="center")]
    rest = set_lines(_measured(beneath), _BENEATH)
    if len(rest.lines) > _BENEATH.sizes[-1][1]:
        rest = set_lines(_measured(beneath), _MUCH)
    height = round(len(rest.lines) * rest.size * _BENEATH.leading) + 40
    above: Box = (MARGIN, MARGIN, _WIDTH, 1226 - height)
    below: Box = (MARGIN, MARGIN + 1226 - height, _WIDTH, height)
    sign_set = Setting(min(size, above[3] / 1.3), [sign])
    return [
        Piece(sign_set, above, inks.accent, along="center"),
        Piece(rest, below, inks.words, "bottom", along="center"),
    ]


def _sign(words: str) -> tuple[str, str]:
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    first = paragraphs(lines[0])[0]
    is_sign = len(first) == 1 or len(lines[0]) <= _CHARACTERS
    if is_sign and (len(lines) == 1 or len(lines[0]) <= _SHORT):
        return lines[0], "\n".join(lines[1:])
    marks = "".join(NO_START | NO_END) + " \u3000"
    heads = (head for chunk in first if (head := chunk.text.strip(marks)))
    return next(heads, first[0].text), "\n".join(lines)


def set_plain(words: str) -> Setting:
    """The lines `words` fall into on a plain page, and their size."""
    return set_lines(_measured(words), _PLAIN)


def _measured(words: str) -> list[list[Measured]]:
    lines = paragraphs(words)
    widths = iter(measure([chunk.text for line in lines for chunk in line]))
    return [[(chunk, next(widths)) for chunk in line] for line in lines]
