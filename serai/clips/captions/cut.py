"""Cut words with their times into captions: where sentences end, and no longer than one reads."""

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import Final

from msgspec.structs import replace

from serai.clips.captions.cue import Cue, apart
from serai.clips.captions.wrap import LINE, width, wrap
from serai.models import Word

ROOM: Final = 2 * LINE
"""How much stands on the screen at a time, in Latin letters."""

LONGEST: Final = 7_000_000
SHORTEST: Final = 1_000_000
"""Microseconds a caption stands: at most, and at least where the next one leaves it time."""

PAUSE: Final = 800_000
"""A silence after which something new begins."""

LINGERS: Final = 400_000
"""How long words stay after they were said, where nothing follows."""

_SENTENCE: Final = (".", "!", "?", "…", "。", "！", "？")
_CLAUSE: Final = (",", ";", ":", "，", "、", "；", "：")
_CLOSING: Final = "\"'”’」』）)"


def cut(words: Sequence[Word]) -> tuple[Cue, ...]:
    """`words` as captions."""
    cues: list[Cue] = []
    held: list[Word] = []
    for word, after in zip_longest(words, words[1:]):
        held.append(word)
        if after is None or _ends(held, after):
            cues.append(_cue(held))
            held = []
        elif _is_full(held, after):
            at = _clause(held)
            cues.append(_cue(held[:at]))
            held = held[at:]
    return _lingering(apart(one for one in cues if one.text))


def _ends(held: Sequence[Word], after: Word) -> bool:
    """Whether something ends here: what a pause follows, or a sentence that stood long enough."""
    if after.begins - held[-1].ends >= PAUSE:
        return True
    stood = after.begins - held[0].begins
    return _closes(held[-1], _SENTENCE) and stood >= SHORTEST


def _is_full(held: Sequence[Word], after: Word) -> bool:
    return width(_said([*held, after])) > ROOM or after.ends - held[0].begins > LONGEST


def _clause(held: Sequence[Word]) -> int:
    """Where a full caption is cut: after the last clause of its second half, else at its end."""
    ends = (at for at in range(len(held), len(held) // 2, -1) if _closes(held[at - 1], _CLAUSE))
    return next(ends, len(held))


def _closes(word: Word, marks: tuple[str, ...]) -> bool:
    return word.text.rstrip(_CLOSING).endswith(marks)


def _said(held: Sequence[Word]) -> str:
    return "".join(word.text for word in held).strip()


def _cue(held: Sequence[Word]) -> Cue:
    begins = held[0].begins
    return Cue(begins, max(held[-1].ends, begins + 1), wrap(_said(held)))


def _lingering(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Each a little longer than it was said, and never into the next."""
    longer = [replace(one, ends=max(one.ends + LINGERS, one.begins + SHORTEST)) for one in cues]
    kept = [replace(one, ends=min(one.ends, after.begins)) for one, after in pairwise(longer)]
    return (*kept, *longer[-1:])
