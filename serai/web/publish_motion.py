"""The motion of the composer's pictures: which of them move, and the button that stills one."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from serai.clips import Clip, hold_still, motions
from serai.entry import Ask
from serai.entry.told import tell
from serai.kernel import ClipId, PictureId, Refusal
from serai.media import Picture
from serai.store import Read
from serai.web.publish_form import NoteForm

STILL: Final = "still"


class Moves(Struct, frozen=True):
    """How a picture moves ("live" or "loop"), or in a sentence why it does not after all."""

    clip: ClipId
    kind: str
    refused: str
    is_cropped: bool


async def still_in(ask: Ask, form: NoteForm) -> None:
    """Take a picture's motion away where a button asks for it."""
    place = form.place_of_act()
    if place is None or form.act.partition(":")[0] != STILL:
        return
    which = PictureId.parse(form.picture[place])
    if which is None:
        raise Refusal("media.not_found")
    async with ask.house.database.write() as tx:
        await hold_still(tx, ask.must().id, which)


async def moves(tx: Read, ask: Ask, shown: Sequence[Picture]) -> dict[PictureId, Moves]:
    """What moves of `shown`, ready or on its way."""
    found = await motions(tx, [one.id for one in shown]) if shown else {}
    return {
        one.id: Moves(moving.id, moving.kind, _why(ask, moving), one.crop is not None)
        for one in shown
        if (moving := found.get(one.id)) is not None
    }


def _why(ask: Ask, clip: Clip) -> str:
    if clip.refused is None:
        return ""
    no = Refusal(clip.refused.code, **clip.refused.values)
    return tell(ask.house.words, ask.locale, no).sentence
