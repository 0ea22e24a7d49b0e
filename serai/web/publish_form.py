"""The composer's form: what is sent, and what it means."""

from typing import Final

from msgspec import Struct

from serai.entry import Upload
from serai.kernel import ClipId, PictureId, Refusal
from serai.notes import Draft, Note, draft_of

PUBLISH: Final = "publish"
LOOK: Final = "look"
ADD: Final = "add"
SAVE: Final = "save"
SCHEDULE: Final = "schedule"
STAY: Final = "stay"
KEEPS: Final = frozenset({SAVE, SCHEDULE, STAY})
"""What makes a draft of the form: kept as it is, told to go out at its time, or told to stay."""
MOVES: Final = frozenset({"earlier", "later", "drop"})
ONCE: Final = frozenset({PUBLISH, *KEEPS})
"""What a double click must not do twice; the other buttons draw the composer anew."""


class NoteForm(Struct):
    """A note as its author types it. It is not frozen: pictures that were taken in are added.

    `picture` and `alt` stand side by side, in order. `act` is the button: publish, save, schedule,
    stay, look (at the cover), add (pictures), or for the picture at that place `earlier:2`,
    `later:2`, `drop:2`, `crop:2` (ask how), `cut:2` (by the numbers), `cut:2:1:1`, `whole:2`,
    `still:2` (it moves no more).
    `clip` is the video, `clip_alt` describes it, `video` is a file of it, `pose_at` the second that
    stands for it; of it are the buttons `pose` and `retry`.
    `behind` is the picture behind the words of a cover; `behind_file` one that shall be it.
    `origin` is the post of an older platform that the note was before, or empty. `once` keeps a
    double click from making two notes. `kept` is the draft this is, in the version that the page
    knows; `hand` names the page. `when` is local time, `offset` minutes that it is ahead of UTC.
    """

    kind: str = "photo"
    title: str = ""
    text: str = ""
    topics: str = ""
    audience: str = "everyone"
    words: str = ""
    style: str = ""
    behind: str = ""
    behind_file: tuple[Upload, ...] = ()
    origin: str = ""
    picture: tuple[str, ...] = ()
    alt: tuple[str, ...] = ()
    files: tuple[Upload, ...] = ()
    clip: str = ""
    clip_alt: str = ""
    video: tuple[Upload, ...] = ()
    pose_at: str = ""
    act: str = PUBLISH
    once: str = ""
    place: str = ""
    kept: str = ""
    version: str = ""
    hand: str = ""
    when: str = ""
    offset: str = ""
    crop_left: str = ""
    crop_top: str = ""
    crop_width: str = ""
    crop_height: str = ""

    @property
    def crop(self) -> tuple[str, str, str, str]:
        """The part of a picture that is to be kept, in per cent, as it was typed."""
        return (self.crop_left, self.crop_top, self.crop_width, self.crop_height)

    def shots(self) -> list[tuple[PictureId, str]]:
        """The pictures in order, each with its description; raises `Refusal` media.not_found."""
        alts = [*self.alt, *[""] * len(self.picture)]
        return [(_picture(text), alt) for text, alt in zip(self.picture, alts, strict=False)]

    def add(self, picture: PictureId) -> None:
        """Put a picture at the end."""
        self._set([*self.shots(), (picture, "")])

    def rearrange(self) -> None:
        """Do what an order button asks; one that points nowhere changes nothing."""
        step, shots, at = self.act.partition(":")[0], self.shots(), self.place_of_act()
        if at is None or step not in MOVES:
            return
        shot = shots.pop(at)
        if step != "drop":
            shots.insert(max(0, at - 1) if step == "earlier" else at + 1, shot)
        self._set(shots)

    def place_of_act(self) -> int | None:
        """The place of the picture that `act` is about; None where it names none that is there."""
        place = self.act.split(":")[1] if ":" in self.act else ""
        return next((n for n in range(len(self.picture)) if place == str(n)), None)

    def _set(self, shots: list[tuple[PictureId, str]]) -> None:
        self.picture = tuple(str(picture) for picture, _ in shots)
        self.alt = tuple(alt for _, alt in shots)

    def draft(self) -> Draft:
        """The form as notes understand it."""
        is_text = self.kind == "text"
        return Draft(
            kind=self.kind,  # type: ignore[arg-type]  # `compose` refuses what is no kind
            title=self.title,
            text=self.text,
            audience=self.audience,  # type: ignore[arg-type]  # the same
            pictures=tuple(picture for picture, _ in self.shots()),
            topics=tuple(self.topics.replace(",", " ").replace("\uff0c", " ").split()),
            cover_words=self.words if is_text else None,
            cover_style=(self.style or None) if is_text else None,
            cover_photo=PictureId.parse(self.behind) if is_text else None,
            origin=self.origin or None,
            place=self.place,
            clip=ClipId.parse(self.clip),
            clip_alt=self.clip_alt if self.clip else None,
        )


def form_of(note: Note) -> NoteForm:
    """The form that would make `note` again; descriptions are read with the pictures."""
    return form_of_draft(draft_of(note))


def form_of_draft(draft: Draft) -> NoteForm:
    """The form that would make `draft` again."""
    return NoteForm(
        kind=draft.kind,
        title=draft.title,
        text=draft.text,
        topics=" ".join(f"#{word.lstrip('#')}" for word in draft.topics),
        audience=draft.audience,
        words=draft.cover_words or "",
        style=draft.cover_style or "",
        origin=draft.origin or "",
        behind=str(draft.cover_photo or ""),
        picture=tuple(str(picture) for picture in draft.pictures),
        place=draft.place,
        clip=str(draft.clip or ""),
        clip_alt=draft.clip_alt or "",
    )


def _picture(text: str) -> PictureId:
    found = PictureId.parse(text)
    if found is None:
        raise Refusal("media.not_found")
    return found
