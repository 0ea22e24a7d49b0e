"""The form of captions: what is typed, and each step that changes the list without keeping it."""

from typing import Final

from msgspec import Struct

from serai.clips.captions import (
    Captions,
    CaptionsDraft,
    Cue,
    add,
    drop,
    merge,
    read_moment,
    spell_moment,
    split,
)
from serai.entry import Upload
from serai.kernel import Refusal

SAVE: Final = "save"
READ: Final = "read"
HEARD: Final = "heard"
BACK: Final = "back"
STEPS: Final = frozenset({"split", "merge", "drop", "add", BACK})
_DIGITS: Final = 9


class CaptionForm(Struct):
    """Captions as typed: one entry a cue in each of `begins`, `ends` and `text`.

    `was` is the language they stood in, empty for new ones, and `version` the one the page knows.
    `act` is `save`, `read` the file, take what the machine `heard`, or a step and the place it is
    about, `split:0`, from 0. `gone` is the line that was left out last, its begin, end and words
    each on a line, which `back` and its place bring back.
    """

    act: str = SAVE
    language: str = ""
    was: str = ""
    version: str = ""
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    gone: str = ""
    file: Upload | None = None

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Begin, end and words of each cue, as typed."""
        return list(zip(self.begins, self.ends, self.text, strict=False))

    def cues(self) -> list[Cue]:
        """What is typed; raises `Refusal` captions.bad_time with the `number` of the cue."""
        return [
            Cue(_moment(begins, nth), _moment(ends, nth), text)
            for nth, (begins, ends, text) in enumerate(self.lines, 1)
        ]

    def draft(self) -> CaptionsDraft:
        """The form as captions understand it."""
        return CaptionsDraft(self.language, tuple(self.cues()), self.was, version_of(self))

    def put(self, cues: list[Cue] | tuple[Cue, ...]) -> None:
        """Show `cues` in place of what was typed."""
        self.begins = tuple(spell_moment(one.begins) for one in cues)
        self.ends = tuple(spell_moment(one.ends) for one in cues)
        self.text = tuple(one.text for one in cues)

    def step(self, duration: int | None) -> int | None:
        """Take the step that `act` names; answers the place to look at, None where it is none."""
        name, _, place = self.act.partition(":")
        if name not in STEPS:
            return None
        cues = self.cues()
        at = int(place) if place.isascii() and place.isdigit() and len(place) < _DIGITS else -1
        if name == "add" and -1 <= at < len(cues):
            self.put(add(cues, at, duration))
            return at + 1
        if name == BACK:
            return self._bring_back(cues, min(max(at, 0), len(cues)))
        if not 0 <= at < len(cues):
            return None
        if name == "drop":
            self.gone = "\n".join(self.lines[at])
        self.put({"split": split, "merge": merge, "drop": drop}[name](cues, at))
        return min(at, len(self.text) - 1) if self.text else None

    def _bring_back(self, cues: list[Cue], at: int) -> int | None:
        begins, _, rest = self.gone.replace("\r\n", "\n").partition("\n")
        ends, _, text = rest.partition("\n")
        self.gone = ""
        if not ends:
            return None
        cue = Cue(_moment(begins, at + 1), _moment(ends, at + 1), text)
        self.put([*cues[:at], cue, *cues[at:]])
        return at


def form_of(kept: Captions) -> CaptionForm:
    """The form that would save `kept` again."""
    form = CaptionForm(language=kept.language, was=kept.language, version=str(kept.version))
    form.put(kept.cues)
    return form


def version_of(form: CaptionForm) -> int:
    """The version that the page knows, 0 for none."""
    said = form.version
    return int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else 0


def _moment(typed: str, number: int) -> int:
    found = read_moment(typed)
    if found is None:
        raise Refusal("captions.bad_time", number=number)
    return found
