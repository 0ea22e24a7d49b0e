"""Try a clip again from the step at which it was refused."""

from msgspec.structs import replace

from serai.clips._record import record
from serai.clips.clip import Clip
from serai.clips.film import Film
from serai.clips.go_on import see_clip
from serai.jobs import begin_again
from serai.kernel import ClipId, PersonId, Refusal
from serai.store import Write


def can_be_retried(clip: Clip) -> bool:
    """Whether its file is still here, and a step refused it."""
    return clip.state == "refused" and clip.halted is not None and clip.whole is not None


async def retry(tx: Write, owner: PersonId, which: ClipId) -> Clip:
    """The clip on its way again; raises `Refusal` clip.not_found and clip.cannot_retry."""
    found = await see_clip(tx, owner, which)
    if found.halted is None or not can_be_retried(found):
        raise Refusal("clip.cannot_retry")
    await record(tx, replace(found, refused=None, halted=None))
    await begin_again(tx, Film, which, end="refused", at=found.halted)
    return await see_clip(tx, owner, which)
