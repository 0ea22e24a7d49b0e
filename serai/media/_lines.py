"""Chunks set into lines: as large as they fit, in as few lines as that takes, evenly filled."""

from itertools import pairwise

import msgspec

from serai.media._chunks import NO_START, Chunk

Measured = tuple[Chunk, float]
"""A chunk and its width in ems."""

BLANK = 0.27
"""The width of a blank in ems, near enough to choose lines by; the drawing measures again."""

UNWELCOME = 0.8
"""What a break between two characters of one phrase costs, in squared ems."""


class Setting(msgspec.Struct, frozen=True):
    """Lines of text and the size they are drawn at, in pixels."""

    size: float
    lines: list[str]


class Frame(msgspec.Struct, frozen=True):
    """The room for the words in pixels, and the sizes to try, from the largest down.

    A size is (pixels, the most lines that look well in it).
    """

    width: float
    height: float
    sizes: tuple[tuple[int, int], ...]
    leading: float


def set_lines(paragraphs: list[list[Measured]], frame: Frame) -> Setting:
    """The largest size at which everything fits; below the smallest, single words shrink it on."""
    widest = max(width for paragraph in paragraphs for _, width in paragraph)
    for size, most in frame.sizes:
        lines = _all_lines(paragraphs, frame.width / size)
        tall = len(lines) * frame.leading * size
        if widest * size <= frame.width and len(lines) <= most and tall <= frame.height:
            return Setting(size, lines)
    smallest = frame.sizes[-1][0]
    lines = _all_lines(paragraphs, frame.width / smallest)
    return Setting(min(smallest, frame.height / (len(lines) * frame.leading)), lines)


def _all_lines(paragraphs: list[list[Measured]], room: float) -> list[str]:
    return [line for paragraph in paragraphs for line in balanced(paragraph, room)]


def balanced(paragraph: list[Measured], room: float) -> list[str]:
    """The fewest lines of at most `room` ems, broken where they come out most alike.

    Least sum of squared empty space, over all ways to break into that many lines; a break within
    a phrase costs `UNWELCOME` more. A chunk wider than `room` has a line to itself.
    """
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # lines, cost, where the last line begins
    for end in range(1, len(paragraph) + 1):
        welcome = end == len(paragraph) or _ends_phrase(paragraph[end - 1], paragraph[end])
        options = []
        for start in range(end - 1, -1, -1):
            empty = room - _length(paragraph[start:end])
            if empty < 0 and start < end - 1:
                break
            lines, cost, _ = best[start]
            cost += max(0.0, empty) ** 2 + (0 if welcome else UNWELCOME)
            options.append((lines + 1, cost, start))
        best.append(min(options))
    cuts = [len(paragraph)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][2])
    return [_joined(paragraph[a:b]) for a, b in pairwise(reversed(cuts))]


def _length(part: list[Measured]) -> float:
    return sum(width for _, width in part) + BLANK * sum(chunk.spaced for chunk, _ in part[1:])


def _ends_phrase(last: Measured, following: Measured) -> bool:
    return following[0].spaced or last[0].text[-1] in NO_START


def _joined(part: list[Measured]) -> str:
    head, *tail = (chunk for chunk, _ in part)
    return head.text + "".join(f" {c.text}" if c.spaced else c.text for c in tail)
