"""What a feed must know of its viewer; some know nothing, by type."""

from msgspec.structs import replace

from serai.feed.page import Asked
from serai.feed.scroll import Scroll
from serai.graph import followees
from serai.recommend import Viewer, interests_of
from serai.store import Read


async def everything(tx: Read, asked: Asked, scroll: Scroll) -> Viewer:
    """Interests, follows and languages; of a stranger what they handed in."""
    if asked.viewer is None:
        return replace(await nothing(tx, asked, scroll), interests=asked.interests)
    return replace(
        await follows(tx, asked, scroll),
        interests=tuple(await interests_of(tx, asked.viewer)),
        languages=asked.languages,
    )


async def follows(tx: Read, asked: Asked, scroll: Scroll) -> Viewer:
    """Who it is and whom they follow; what they hid is known by that."""
    nobody = await nothing(tx, asked, scroll)
    if asked.viewer is None:
        return nobody
    return replace(nobody, person=asked.viewer, followees=await followees(tx, asked.viewer))


async def nothing(tx: Read, _: Asked, scroll: Scroll) -> Viewer:
    """Not even who it is: the page is the same for everybody, up to the gate."""
    return Viewer(now=tx.now, seed=scroll.draw(), shown=scroll.footprints())
