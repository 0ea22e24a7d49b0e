"""Whether a person should hear of a deed: the one place that decides it."""

from serai.graph import muted_among, ties
from serai.notices.notice import Deed
from serai.notices.switches import switched_off
from serai.store import Read


async def may_hear(tx: Read, deed: Deed) -> bool:
    """Never of one's own deeds, of people blocked or muted, nor of a kind switched off."""
    if deed.kind == "trial":
        return deed.kind not in await switched_off(tx, deed.person)
    if deed.person == deed.actor or (await ties(tx, deed.person, deed.actor)).severed:
        return False
    if await muted_among(tx, deed.person, [deed.actor]):
        return False
    return deed.kind not in await switched_off(tx, deed.person)
