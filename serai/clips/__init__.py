"""Clips: videos received, checked, made ready for any screen, and served."""

from serai.clips.children import ChildStudio
from serai.clips.clip import Clip, Kind, State
from serai.clips.crew import Crew
from serai.clips.discard import discard, kept_for_clips
from serai.clips.erase import erase, export
from serai.clips.film_work import film_laments, film_work
from serai.clips.go_on import note_arrival, see_clip, take_in
from serai.clips.limits import ClipLimits
from serai.clips.make_now import make_now
from serai.clips.move import (
    bring,
    bring_from,
    hold_still,
    motion_beside,
    move,
    on_picture_discarded,
)
from serai.clips.pose import note_pose, pose
from serai.clips.probed import Probed
from serai.clips.read import clips, clips_at, clips_of, is_poster, motions, moved_by
from serai.clips.retry import can_be_retried, retry
from serai.clips.rung import Rung
from serai.clips.sprite import Sprite
from serai.clips.start import start
from serai.clips.studio import Studio, ThreadStudio
from serai.clips.tidy import TIDY_CLIP_WORK, tidy_clip_later, tidy_clip_work, uploads_chore
from serai.clips.uploads import Uploads

__all__ = [
    "TIDY_CLIP_WORK",
    "ChildStudio",
    "Clip",
    "ClipLimits",
    "Crew",
    "Kind",
    "Probed",
    "Rung",
    "Sprite",
    "State",
    "Studio",
    "ThreadStudio",
    "Uploads",
    "bring",
    "bring_from",
    "can_be_retried",
    "clips",
    "clips_at",
    "clips_of",
    "discard",
    "erase",
    "export",
    "film_laments",
    "film_work",
    "hold_still",
    "is_poster",
    "kept_for_clips",
    "make_now",
    "motion_beside",
    "motions",
    "move",
    "moved_by",
    "note_arrival",
    "note_pose",
    "on_picture_discarded",
    "pose",
    "retry",
    "see_clip",
    "start",
    "take_in",
    "tidy_clip_later",
    "tidy_clip_work",
    "uploads_chore",
]
