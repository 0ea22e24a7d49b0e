"""Crop a picture of one's own: the note that shows it is told as edited."""

from sqlalchemy import bindparam

from serai import media
from serai.accounts import Person
from serai.events import NoteEdited
from serai.jobs import announce
from serai.kernel import PictureId, Refusal
from serai.media import Picture, Recut, pictures
from serai.notes._tables import note
from serai.notes.read import note_holding
from serai.store import Read, Write, change

# Cards are kept drawn and notes are described as of their last edit.
_EDITED = change(
    note.update()
    .where(note.c.id == bindparam("which"))
    .values(edited_at=bindparam("now"), described_at=None)
)


async def may_crop(tx: Read, owner: Person, which: PictureId) -> Picture:
    """The picture, for who may crop it.

    Raises `Refusal` media.not_found where it is not `owner`'s, media.crop_cover for words that
    became a picture, media.crop_face for the portrait, media.crop_withdrawn where its note is.
    """
    found = (await pictures(tx, [which])).get(which)
    if found is None or found.owner != owner.id:
        raise Refusal("media.not_found")
    if found.kind == "cover":
        raise Refusal("media.crop_cover")
    if owner.avatar == which:
        raise Refusal("media.crop_face")
    shown_by = await note_holding(tx, which)
    if shown_by is not None and shown_by.withdrawn_at is not None:
        raise Refusal("media.crop_withdrawn")
    return found


async def crop_picture(tx: Write, owner: Person, cut: Recut) -> None:
    """Show the picture as it was cut anew, wherever it is shown.

    Raises the `Refusal`s of `may_crop`: it is asked again, for the darkroom took its time.
    """
    await may_crop(tx, owner, cut.picture)
    await media.crop(tx, owner.id, cut)
    shown_by = await note_holding(tx, cut.picture)
    if shown_by is not None:
        await tx.run(_EDITED, which=shown_by.id, now=tx.now)
        await announce(tx, NoteEdited(note=shown_by.id, author=owner.id))
