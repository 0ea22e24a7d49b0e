"""Cropping in the composer without a script: named ratios, or four numbers in per cent."""

from typing import Final

from msgspec import Struct

from serai.entry import Ask
from serai.kernel import PictureId
from serai.media import (
    RATIOS,
    Box,
    Picture,
    box_of,
    centred,
    from_percents,
    percents,
    pictures,
    recut,
    whole_of,
)
from serai.notes import crop_picture, may_crop
from serai.store import Read
from serai.web.covers import address
from serai.web.publish_form import NoteForm

CROP: Final = "crop"
CUT: Final = "cut"
WHOLE: Final = "whole"


class Cutting(Struct, frozen=True):
    """A picture of the form that is cropped now, or was just: `is_open` while it is asked how."""

    place: int
    src: str
    width: int
    height: int
    percents: tuple[str, str, str, str]
    is_cropped: bool
    is_open: bool


async def cut_in(ask: Ask, form: NoteForm) -> None:
    """Do what a button of cropping asks, in a transaction of its own as pictures are taken in.

    Raises the `Refusal`s of `may_crop` and `recut`.
    """
    step, which, how = _asked(form)
    if which is None or step not in {CUT, WHOLE}:
        return
    owner, house = ask.must(), ask.house
    async with house.database.read() as look:
        found = await may_crop(look, owner, which)
    box = None if step == WHOLE else _wanted(form, found, how)
    cut = await recut(house.darkroom, house.blobs, found, box, house.limits.picture)
    if cut is not None:
        async with house.database.write() as tx:
            await crop_picture(tx, owner, cut)


async def cutting(tx: Read, ask: Ask, form: NoteForm) -> Cutting | None:
    """What the composer shows of cropping; None where nobody asked for it."""
    step, which, _ = _asked(form)
    found = None if which is None else (await pictures(tx, [which])).get(which)
    if step not in {CROP, CUT, WHOLE} or found is None or found.owner != ask.must().id:
        return None
    is_refused = ask.refused is not None
    if found.kind == "cover" or (is_refused and step != CUT):
        return None
    whole = whole_of(found)
    return Cutting(
        place=form.place_of_act() or 0,
        src=address(whole),
        width=whole.width,
        height=whole.height,
        percents=form.crop if is_refused else percents(box_of(found), (whole.width, whole.height)),
        is_cropped=found.crop is not None,
        is_open=step == CROP or is_refused,
    )


def _asked(form: NoteForm) -> tuple[str, PictureId | None, str]:
    """The step, the picture at its place, and the ratio that `act` names."""
    step, _, rest = form.act.partition(":")
    place = form.place_of_act()
    which = None if place is None else PictureId.parse(form.picture[place])
    return step, which, rest.partition(":")[2]


def _wanted(form: NoteForm, found: Picture, how: str) -> Box:
    whole = whole_of(found)
    size = (whole.width, whole.height)
    return centred(RATIOS[how], size) if how in RATIOS else from_percents(form.crop, size)
