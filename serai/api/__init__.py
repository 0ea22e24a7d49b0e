"""Api: the client API under /api/serai/v1, for programs."""

from serai.api import (
    account_me,
    account_people,
    account_sessions,
    avoided,
    boards,
    collecting,
    comments,
    feed,
    hearts,
    hot,
    instance,
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
    topics,
    trials,
)
from serai.api.openapi import described
from serai.entry import Endpoint

__all__ = ["ROUTES"]

_CALLS: tuple[Endpoint, ...] = (
    *account_me.routes,
    *account_people.routes,
    *account_sessions.routes,
    *avoided.routes,
    *boards.routes,
    *collecting.routes,
    *comments.routes,
    *feed.routes,
    *hearts.routes,
    *hot.routes,
    *instance.routes,
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
    *topics.routes,
)

ROUTES: tuple[Endpoint, ...] = (*_CALLS, *described(_CALLS))
