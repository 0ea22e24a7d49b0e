"""Clips: videos received, checked, made ready for any screen, and served."""

from serai.clips.clip import Clip, Kind, State
from serai.clips.discard import discard, kept_for_clips
from serai.clips.erase import erase, export
from serai.clips.go_on import note_arrival, see_clip, take_in
from serai.clips.limits import ClipLimits
from serai.clips.probed import Probed
from serai.clips.read import clips, clips_at, clips_of, motions, moved_by
from serai.clips.rung import Rung
from serai.clips.sprite import Sprite
from serai.clips.start import start
from serai.clips.uploads import Uploads

__all__ = [
    "Clip",
    "ClipLimits",
    "Kind",
    "Probed",
    "Rung",
    "Sprite",
    "State",
    "Uploads",
    "clips",
    "clips_at",
    "clips_of",
    "discard",
    "erase",
    "export",
    "kept_for_clips",
    "motions",
    "moved_by",
    "note_arrival",
    "see_clip",
    "start",
    "take_in",
]
