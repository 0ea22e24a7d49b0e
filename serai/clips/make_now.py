"""Make a film of a clip here and now, in place of the worker that would come to it later."""

from typing import Final

from serai.clips.clip import Clip
from serai.clips.crew import Crew
from serai.clips.film import Film
from serai.clips.film_work import film_work
from serai.clips.read import clips
from serai.jobs import go_through
from serai.kernel import ClipId
from serai.store import Database

_NOBODY: Final = "no clip with this number has arrived"


async def make_now(database: Database, crew: Crew, which: ClipId) -> Clip:
    """The clip when its steps are done, ready or refused; a clip that is either stays as it is.

    What the worker was asked for finds nothing to do. Raises LookupError where there is no clip.
    """
    await go_through(database, Film, film_work(crew), which)
    async with database.read() as look:
        found = (await clips(look, [which])).get(which)
    if found is None:
        raise LookupError(_NOBODY)
    return found
