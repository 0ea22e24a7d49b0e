"""Follow an author, and undo it: the tie in `graph` and the signal in `recommend`, together."""

from serai import graph
from serai.kernel import NoteId, PersonId
from serai.notes.visibility import see
from serai.recommend import record
from serai.store import Write


async def follow_author(
    tx: Write, me: PersonId, author: PersonId, through: NoteId | None = None
) -> bool:
    """`me` follows `author` from now on, met `through` a note of theirs where one is named.

    False where it was so already. Raises the `Refusal`s of `graph.follow`, and note.not_found
    where `me` may not see the note.
    """
    met = None if through is None else await see(tx, me, through)
    new = await graph.follow(tx, me, author)
    if new:
        which = met.id if met is not None and met.author == author else None
        await record(tx, me, "follow", which, outside=str(int(author)))
    return new


async def unfollow_author(tx: Write, me: PersonId, author: PersonId) -> bool:
    """`me` no longer follows `author`; False where it was so already."""
    ended = await graph.unfollow(tx, me, author)
    if ended:
        await record(tx, me, "unfollow", outside=str(int(author)))
    return ended


async def drop_follower(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`them` no longer follows `me`, and is not told; False where they did not."""
    ended = await graph.remove_follower(tx, me, them)
    if ended:
        await record(tx, them, "unfollow", outside=str(int(me)))
    return ended


async def take_follower_back(tx: Write, me: PersonId, them: PersonId) -> bool:
    """Undo `drop_follower` within an hour; False where there is nothing to undo."""
    back = await graph.restore_follower(tx, me, them)
    if back:
        await record(tx, them, "follow", outside=str(int(me)))
    return back


async def block_person(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`me` and `them` meet no more, and neither follows the other; False where it was so already.

    Raises `Refusal` graph.self.
    """
    standing = await graph.ties(tx, me, them)
    new = await graph.block(tx, me, them)
    if new and standing.follows:
        await record(tx, me, "unfollow", outside=str(int(them)))
    if new and standing.followed_by:
        await record(tx, them, "unfollow", outside=str(int(me)))
    return new
