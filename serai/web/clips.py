"""A clip as a page shows it: its sizes for a `<video>`, its still picture, and how long it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from serai.clips import Clip, Rung, Sprite, clips, motions
from serai.entry import Ask
from serai.kernel import NoteId, PictureId
from serai.media import Picture
from serai.notes import Note
from serai.store import Read
from serai.web.covers import View, full_view
from serai.web.tracks import Track, tracks_of

USUAL: Final = 720
"""Pixels of the shorter side that are played where no script chooses."""

TALL: Final = 1.55
"""Height over width from which a clip fills a phone's screen, a little of its sides cut off."""

MICROS: Final = 1_000_000


class Size(Struct, frozen=True):
    """One file of a clip, as `<source>` wants it; `bits` a second."""

    src: str
    type: str
    width: int
    bits: int


class ClipView(Struct, frozen=True):
    """What the player draws from; `seconds` with a decimal point, `tiles` as clip.js reads them.

    `sizes` begin with the one that is played where no script chooses.
    """

    note: NoteId
    kind: str
    width: int
    height: int
    seconds: str
    shown: str
    has_sound: bool
    still: View | None
    sizes: tuple[Size, ...]
    playlist: str
    tiles: str
    tracks: tuple[Track, ...]

    @property
    def tall(self) -> bool:
        """Whether it stands upright like a phone."""
        return self.height >= TALL * self.width


async def clip_views(
    tx: Read, ask: Ask, notes: Iterable[Note], found: dict[PictureId, Picture]
) -> dict[NoteId, ClipView]:
    """The clips of those of `notes` that have one which can be played."""
    named = {note.clip: note for note in notes if note.clip is not None}
    kept = await clips(tx, list(named)) if named else {}
    tracks = await tracks_of(tx, ask, list(kept)) if kept else {}
    views = {}
    for which, clip in kept.items():
        note = named[which]
        still = found.get(note.pictures[0]) if note.pictures else None
        view = _view(ask, note.id, clip, still, tracks.get(which, ()))
        if view is not None:
            views[note.id] = view
    return views


async def motion_views(
    tx: Read, ask: Ask, note: Note, found: dict[PictureId, Picture]
) -> list[ClipView | None]:
    """What moves of the note's pictures, in their order: live photos and animated ones.

    A cropped picture stays still until it is whole again: its motion shows what was cut away.
    """
    shown = [one for one in note.pictures if one in found]
    whole = [one for one in shown if found[one].crop is None]
    moving = await motions(tx, whole) if note.clip is None and whole else {}
    return [
        _view(ask, note.id, moving[one], found[one], ()) if one in moving else None for one in shown
    ]


async def moving_covers(
    tx: Read, notes: Iterable[Note], found: Mapping[PictureId, Picture]
) -> dict[NoteId, str]:
    """Of those whose first picture moves when the note is opened: "live" or "loop"."""
    covers = {
        note.pictures[0]: note.id
        for note in notes
        if note.clip is None
        and note.pictures
        and note.pictures[0] in found
        and found[note.pictures[0]].crop is None
    }
    moving = await motions(tx, list(covers)) if covers else {}
    return {covers[which]: clip.kind for which, clip in moving.items() if clip.ready_at is not None}


async def lengths(tx: Read, notes: Iterable[Note]) -> dict[NoteId, str]:
    """How long the videos among `notes` are, as a card says it."""
    named = {note.clip: note.id for note in notes if note.clip is not None}
    kept = await clips(tx, list(named)) if named else {}
    return {
        named[which]: duration(clip.probed.duration / MICROS)
        for which, clip in kept.items()
        if clip.probed is not None and clip.kind == "video"
    }


def duration(seconds: float) -> str:
    """As people write it: 0:07, 12:03, 1:00:00."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def saves_data(ask: Ask) -> bool:
    """Whether the browser asked for little to be sent."""
    return ask.request.headers.get("save-data", "").lower() == "on"


def _view(
    ask: Ask, note: NoteId, clip: Clip, still: Picture | None, tracks: tuple[Track, ...]
) -> ClipView | None:
    """None where it cannot be played yet."""
    probed = clip.probed
    if probed is None or not clip.rungs:
        return None
    seconds = probed.duration / MICROS
    return ClipView(
        note=note,
        kind=clip.kind,
        width=clip.rungs[-1].width,
        height=clip.rungs[-1].height,
        seconds=f"{seconds:.3f}",
        shown=duration(seconds),
        has_sound=probed.has_sound and clip.kind == "video",
        still=full_view(still) if still is not None else None,
        sizes=tuple([_size(rung) for rung in _in_turn(clip.rungs, least=saves_data(ask))]),
        playlist=f"/media/{clip.master}" if clip.master else "",
        tiles=_tiles(clip.sprite),
        tracks=tracks,
    )


def _in_turn(rungs: Sequence[Rung], *, least: bool) -> list[Rung]:
    """The usual one first, or the least, then the others from small to large."""
    fitting = [rung for rung in rungs if min(rung.width, rung.height) <= USUAL]
    first = rungs[0] if least or not fitting else fitting[-1]
    return [first, *[rung for rung in rungs if rung is not first]]


def _size(rung: Rung) -> Size:
    return Size(
        f"/media/{rung.address}", f'video/mp4; codecs="{rung.codecs}"', rung.width, rung.bits
    )


def _tiles(sprite: Sprite | None) -> str:
    if sprite is None:
        return ""
    numbers = (sprite.columns, sprite.rows, sprite.width, sprite.height, sprite.every / MICROS)
    return " ".join([f"/media/{sprite.address}", *map(str, numbers)])
