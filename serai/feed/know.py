"""What a feed must know of its viewer; some know nothing, by type."""

from collections.abc import Awaitable, Callable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from serai.feed.page import Asked, AskedPlainly
from serai.feed.scroll import Scroll
from serai.graph import followees
from serai.recommend import Anyone, Viewer, avoided_of, interests_of, wishes_of
from serai.store import Read

Know = Callable[[Read, Asked, Scroll], Awaitable[Viewer]]


class Blindly(Struct, frozen=True):
    """Knows what `step` makes of the request alone.

    The step gets no person, since `AskedPlainly` has none, and no transaction to look one up in;
    what it makes has no field for one.
    """

    step: Callable[[AskedPlainly, Scroll, int], Anyone]

    async def __call__(self, tx: Read, asked: Asked, scroll: Scroll) -> Viewer:
        """As the other ways to know."""
        return self.step(asked.plainly(), scroll, tx.now).as_viewer()


def anybody(asked: AskedPlainly, scroll: Scroll, now: int) -> Anyone:
    """What stands in the request: languages of the page, and topics and a place if handed in."""
    return Anyone(
        now=now,
        seed=scroll.draw(),
        topics=asked.topics,
        languages=asked.languages,
        place=asked.place,
        shown=scroll.footprints(),
    )


def nobody(_: AskedPlainly, scroll: Scroll, now: int) -> Anyone:
    """Not even that: the page is the same for everybody, up to the gate."""
    return Anyone(now=now, seed=scroll.draw(), shown=scroll.footprints())


nothing: Final = Blindly(nobody)


async def everything(tx: Read, asked: Asked, scroll: Scroll) -> Viewer:
    """Interests, follows, languages, and what is avoided; of a stranger what they handed in."""
    if asked.viewer is None:
        return replace(await nothing(tx, asked, scroll), interests=asked.interests)
    avoided = await avoided_of(tx, asked.viewer)
    return replace(
        await follows(tx, asked, scroll),
        interests=tuple(await interests_of(tx, asked.viewer)),
        languages=asked.languages,
        avoids_authors=frozenset(avoided.authors),
        avoids_topics=frozenset(avoided.topics),
    )


async def follows(tx: Read, asked: Asked, scroll: Scroll) -> Viewer:
    """Who it is, whom they follow and what they wish; what they hid is known by that."""
    viewer = await nothing(tx, asked, scroll)
    if asked.viewer is None:
        return viewer
    return replace(
        viewer,
        person=asked.viewer,
        followees=await followees(tx, asked.viewer),
        wishes=await wishes_of(tx, asked.viewer),
    )
