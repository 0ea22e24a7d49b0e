"""What happens between people: follows, and doors that close."""

from serai.events import (
    FollowAccepted,
    FollowRequested,
    FollowRequestEnded,
    PersonBlocked,
    PersonFollowed,
    PersonUnfollowed,
)
from serai.graph import ties
from serai.notices.notice import Deed
from serai.notices.tell import settle, untell, untell_all
from serai.store import Write


async def on_followed(tx: Write, event: PersonFollowed | PersonUnfollowed) -> None:
    """A person hears who follows them."""
    stands = (await ties(tx, event.follower, event.followee)).follows
    await settle(tx, Deed(event.followee, "follow", event.follower), stands=stands)


async def on_request(
    tx: Write, event: FollowRequested | FollowAccepted | FollowRequestEnded
) -> None:
    """Who was asked hears of the request while it waits, and the asker that it was accepted."""
    standing = await ties(tx, event.asker, event.asked)
    await settle(tx, Deed(event.asked, "request", event.asker), stands=standing.requested)
    accepted = Deed(event.asker, "accepted", event.asked)
    if isinstance(event, FollowAccepted):
        await settle(tx, accepted, stands=standing.follows)
    elif not standing.follows:
        await untell(tx, accepted)


async def on_blocked(tx: Write, event: PersonBlocked) -> None:
    """Neither hears of the other any more, nor of what they did before."""
    await untell_all(tx, event.blocker, event.blocked)
    await untell_all(tx, event.blocked, event.blocker)
