"""Whether a person should hear of a deed: the one place that decides it."""

from serai.graph import muted_among, ties
from serai.kernel import NoteId
from serai.notes import not_hushed, notes
from serai.notices.notice import FAMILIES, Deed
from serai.notices.switches import switched_off
from serai.recommend import hushes_of
from serai.store import Read


async def may_hear(tx: Read, deed: Deed) -> bool:
    """Never of one's own deeds, of people blocked or muted, nor of a kind switched off.

    Nor of what happens at somebody else's note with a topic or a word that the person hushed.
    """
    if deed.kind in FAMILIES["own"]:
        return deed.kind not in await switched_off(tx, deed.person)
    if deed.person == deed.actor or (await ties(tx, deed.person, deed.actor)).severed:
        return False
    if await muted_among(tx, deed.person, [deed.actor]):
        return False
    if await _is_hushed(tx, deed):
        return False
    return deed.kind not in await switched_off(tx, deed.person)


async def _is_hushed(tx: Read, deed: Deed) -> bool:
    hushes = await hushes_of(tx, deed.person)
    about = await notes(tx, [NoteId(deed.about)]) if hushes and deed.about is not None else []
    return any(note.author != deed.person and not not_hushed(note, hushes) for note in about)
