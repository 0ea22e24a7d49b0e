"""Every event has a listener, or says by its absence here that nobody needs one yet."""

import inspect

from serai import events
from serai.app import make_plan
from serai.media import MemoryBlobs, ThreadDarkroom

NOTICES = "people will be told of it when there are notices"
INDEXED = "search and the engine take it in the verb's own transaction, so that nothing lags"
UNHEARD: dict[str, str] = {
    "CommentWithdrawn": NOTICES,
    "CommentWritten": NOTICES,
    "NoteEdited": INDEXED,
    "NoteLiked": NOTICES,
    "NotePublished": INDEXED,
    "NoteRestored": INDEXED,
    "NoteUnliked": NOTICES,
    "NoteWithdrawn": INDEXED,
    "PersonBlocked": NOTICES,
    "PersonFollowed": NOTICES,
    "PersonUnfollowed": NOTICES,
    "Reported": "the people who moderate read a list",
}


def kinds() -> set[str]:
    return {
        name
        for name, found in inspect.getmembers(events, inspect.isclass)
        if issubclass(found, events.Event) and found is not events.Event
    }


def test_every_event_has_a_listener_or_a_reason_why_not() -> None:
    plan = make_plan(MemoryBlobs(), ThreadDarkroom())
    heard = {kind.__name__ for kind, by in plan.reactions.items() if by}
    assert kinds() - heard == set(UNHEARD)
