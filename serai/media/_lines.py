"""Chunks set into lines: as large as they fit, in as few lines as that takes, evenly filled."""

from itertools import pairwise

import msgspec

from serai.media._chunks import NO_START, Chunk

Measured = tuple[Chunk, float]
"""A chunk and its width in ems."""

BLANK = 0.27
"""The width of a blank in ems, near enough to choose lines by; the drawing measures again."""


class Setting(msgspec.Struct, frozen=True):
    """Lines of text and the size they are drawn at, in pixels."""

    size: float
    lines: list[str]
    starts: tuple[int, ...] = (0,)
    """The lines at which the writer began anew."""


class Frame(msgspec.Struct, frozen=True):
    """The room for the words in pixels, and the sizes to try, from the largest down.

    A size is (pixels, the most lines that look well in it); `between` is the room, in ems, that
    each line of the writer's own gets above it.
    """

    width: float
    height: float
    sizes: tuple[tuple[int, int], ...]
    leading: float = 1.42
    between: float = 0


def set_lines(paragraphs: list[list[Measured]], frame: Frame) -> Setting:
    """The largest size at which everything fits; below the smallest, single words shrink it on."""
    widest = max(width for paragraph in paragraphs for _, width in paragraph)
    for size, most in frame.sizes:
        setting = _set(paragraphs, frame, size)
        fits = _tall(setting, frame) <= frame.height and len(setting.lines) <= most
        if widest * size <= frame.width and fits:
            return setting
    setting = _set(paragraphs, frame, frame.sizes[-1][0])
    shrunk = setting.size * min(1, frame.height / _tall(setting, frame))
    return Setting(shrunk, setting.lines, setting.starts)


def _set(paragraphs: list[list[Measured]], frame: Frame, size: float) -> Setting:
    lines: list[str] = []
    starts: list[int] = []
    for paragraph in paragraphs:
        starts.append(len(lines))
        lines += balanced(paragraph, frame.width / size)
    return Setting(size, lines, tuple(starts))


def _tall(setting: Setting, frame: Frame) -> float:
    ems = len(setting.lines) * frame.leading + (len(setting.starts) - 1) * frame.between
    return ems * setting.size


def balanced(paragraph: list[Measured], room: float) -> list[str]:
    """The fewest lines of at most `room` ems, broken between phrases, most alike in length.

    A phrase that is broken counts as a line more: three whole ones are read before two and a cut.
    Of those, least sum of squared empty space. A chunk wider than `room` has a line to itself.
    """
    best = [(0, 0, 0.0, 0)]  # lines and broken phrases, broken ones, cost, where the last begins
    for end in range(1, len(paragraph) + 1):
        broken = int(end < len(paragraph) and not _ends_phrase(*paragraph[end - 1 : end + 1]))
        options = []
        for start in range(end - 1, -1, -1):
            empty = room - _length(paragraph[start:end])
            if empty < 0 and start < end - 1:
                break
            lines, cuts, cost, _ = best[start]
            cost += max(0.0, empty) ** 2
            options.append((lines + 1 + broken, cuts + broken, cost, start))
        best.append(min(options))
    ends = [len(paragraph)]
    while ends[-1]:
        ends.append(best[ends[-1]][-1])
    return [_joined(paragraph[a:b]) for a, b in pairwise(reversed(ends))]


def _length(part: list[Measured]) -> float:
    return sum(width for _, width in part) + BLANK * sum(chunk.spaced for chunk, _ in part[1:])


def _ends_phrase(last: Measured, following: Measured) -> bool:
    return following[0].spaced or last[0].text[-1] in NO_START


def _joined(part: list[Measured]) -> str:
    head, *tail = (chunk for chunk, _ in part)
    return head.text + "".join(f" {c.text}" if c.spaced else c.text for c in tail)
