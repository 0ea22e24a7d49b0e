"""Who makes a film of a clip: everything its steps work with."""

from pathlib import Path

from msgspec import Struct

from serai.clips.limits import ClipLimits
from serai.clips.studio import Studio
from serai.clips.uploads import Uploads
from serai.media import Blobs, Darkroom, PictureLimits


class Crew(Struct, frozen=True):
    """The studio, the darkroom for posters, where files come from, wait and go.

    `bench` is a folder for what is being worked on. `keeps_whole` says whether the file as it came
    stays once all sizes are made; without it a clip cannot be made anew.
    """

    studio: Studio
    darkroom: Darkroom
    blobs: Blobs
    uploads: Uploads
    bench: Path
    clip: ClipLimits = ClipLimits()
    picture: PictureLimits = PictureLimits()
    keeps_whole: bool = True
