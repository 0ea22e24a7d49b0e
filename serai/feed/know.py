"""What a feed must know of its viewer; some know nothing, by type."""

from serai.feed.page import Asked
from serai.feed.scroll import Scroll
from serai.graph import followees
from serai.recommend import Viewer, interests_of
from serai.store import Read


async def everything(tx: Read, asked: Asked, scroll: Scroll) -> Viewer:
    """Interests, follows and languages; of a stranger what they handed in."""
    if asked.viewer is None:
        return Viewer(
            now=tx.now, seed=scroll.draw(), shown=scroll.footprints(), interests=asked.interests
        )
    return Viewer(
        now=tx.now,
        seed=scroll.draw(),
        shown=scroll.footprints(),
        person=asked.viewer,
        interests=tuple(await interests_of(tx, asked.viewer)),
        followees=await followees(tx, asked.viewer),
        languages=asked.languages,
    )


async def follows(tx: Read, asked: Asked, scroll: Scroll) -> Viewer:
    """Whom the viewer follows, and what they hid."""
    if asked.viewer is None:
        return Viewer(now=tx.now, seed=scroll.draw(), shown=scroll.footprints())
    following = await followees(tx, asked.viewer)
    return Viewer(
        now=tx.now,
        seed=scroll.draw(),
        shown=scroll.footprints(),
        person=asked.viewer,
        followees=following,
    )


async def nothing(tx: Read, _: Asked, scroll: Scroll) -> Viewer:
    """Not even who it is: the page is the same for everybody, up to the gate."""
    return Viewer(now=tx.now, seed=scroll.draw(), shown=scroll.footprints())
