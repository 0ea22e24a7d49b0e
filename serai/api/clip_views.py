"""Videos as programs see them."""

from msgspec import Struct

from serai.clips import Clip, Rung
from serai.entry import Ask
from serai.entry.told import tell
from serai.kernel import ClipId, Refusal

SECOND = 1_000_000


class RungView(Struct, frozen=True):
    """One size of a video: an MP4 to be played by range requests, and an HLS playlist over it."""

    width: int
    height: int
    bits: int
    url: str
    playlist: str


class PlayedView(Struct, frozen=True):
    """A video of a note: how long, its sizes (smallest first), and a playlist over all of them."""

    id: ClipId
    kind: str
    seconds: float
    has_sound: bool
    rungs: tuple[RungView, ...]
    master: str | None


class MotionView(Struct, frozen=True):
    """What moves a picture: "live", to be played on a press, or "loop", round and round; silent.

    Others see it once its state is "ready" and while the picture is not cropped; `refused` tells
    its owner why there is none.
    """

    id: ClipId
    kind: str
    state: str
    seconds: float | None
    rungs: tuple[RungView, ...]
    master: str | None
    refused: str | None


def motion_view(ask: Ask, clip: Clip) -> MotionView:
    """The motion of a picture, for its owner or where it is ready."""
    no = None if clip.refused is None else Refusal(clip.refused.code, **clip.refused.values)
    return MotionView(
        id=clip.id,
        kind=clip.kind,
        state=clip.state,
        seconds=seconds_of(clip),
        rungs=rung_views(clip.rungs),
        master=media_url(clip.master),
        refused=None if no is None else tell(ask.house.words, ask.locale, no).sentence,
    )


def played_view(clip: Clip) -> PlayedView:
    """A clip that is ready."""
    return PlayedView(
        id=clip.id,
        kind=clip.kind,
        seconds=seconds_of(clip) or 0,
        has_sound=clip.probed is not None and clip.probed.has_sound,
        rungs=rung_views(clip.rungs),
        master=media_url(clip.master),
    )


def rung_views(rungs: tuple[Rung, ...]) -> tuple[RungView, ...]:
    """The sizes as programs see them."""
    return tuple(
        RungView(
            width=one.width,
            height=one.height,
            bits=one.bits,
            url=f"/media/{one.address}",
            playlist=f"/media/{one.playlist}",
        )
        for one in rungs
    )


def seconds_of(clip: Clip) -> float | None:
    """How long it is, once that is known."""
    return None if clip.probed is None else clip.probed.duration / SECOND


def media_url(address: str | None) -> str | None:
    """Where the file at that address is served."""
    return None if address is None else f"/media/{address}"
