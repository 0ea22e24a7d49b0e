"""Answer a request to follow: the tie in `graph` and the signal in `recommend`, together."""

from serai import graph
from serai.accounts import Privacy, privacy_of, set_privacy
from serai.kernel import PersonId
from serai.recommend import record
from serai.store import Write

AT_ONCE = 100


async def accept_follower(tx: Write, me: PersonId, asker: PersonId) -> bool:
    """`asker` follows `me` from now on; False where no request of theirs waits."""
    accepted = await graph.accept_request(tx, me, asker)
    if accepted:
        await record(tx, asker, "follow", outside=str(int(me)))
    return accepted


async def take_answer_back(tx: Write, me: PersonId, asker: PersonId) -> bool:
    """Undo an acceptance or a refusal within an hour; False where there is nothing to undo."""
    ended = await graph.reopen_request(tx, me, asker)
    if ended:
        await record(tx, asker, "unfollow", outside=str(int(me)))
    return ended is not None


async def change_privacy(tx: Write, me: PersonId, wanted: Privacy) -> bool:
    """From now on it is as `wanted`; False where it was so already.

    Who waits to follow a private account follows it once it is open. A follower stays one.
    """
    before = await privacy_of(tx, me)
    changed = await set_privacy(tx, me, wanted)
    if before.private and not wanted.private:
        while waiting := await graph.requests_to(tx, me, None, AT_ONCE):
            for tie in waiting:
                await accept_follower(tx, me, tie.person)
    return changed
