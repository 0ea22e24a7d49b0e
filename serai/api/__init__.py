"""Api: the client API under /api/serai/v1, for programs."""

from serai.api import (
    account_leaving,
    account_me,
    account_people,
    account_privacy,
    account_sessions,
    avoided,
    boards,
    collecting,
    comments,
    drafts,
    feed,
    hearts,
    instance,
    likes,
    meeting,
    muting,
    note_lists,
    notes,
    notices,
    own_posts,
    people_ties,
    pictures,
    reports,
    search,
    steering,
    talk,
    trials,
)
from serai.api.openapi import described
from serai.entry import Endpoint

__all__ = ["ROUTES"]

_CALLS: tuple[Endpoint, ...] = (
    *account_leaving.routes,
    *account_me.routes,
    *account_people.routes,
    *account_privacy.routes,
    *account_sessions.routes,
    *avoided.routes,
    *boards.routes,
    *collecting.routes,
    *comments.routes,
    *drafts.routes,
    *feed.routes,
    *hearts.routes,
    *instance.routes,
    *likes.routes,
    *meeting.routes,
    *muting.routes,
    *note_lists.routes,
    *notes.routes,
    *notices.routes,
    *own_posts.routes,
    *people_ties.routes,
    *pictures.routes,
    *reports.routes,
    *search.routes,
    *trials.routes,
    *steering.routes,
    *talk.routes,
)

ROUTES: tuple[Endpoint, ...] = (*_CALLS, *described(_CALLS))
