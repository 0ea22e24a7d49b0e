"""Api: the client API under /api/serai/v1, for programs."""

from serai.api import (
    account_me,
    account_people,
    account_sessions,
    comments,
    feed,
    hearts,
    instance,
    note_lists,
    notes,
    people_ties,
    pictures,
    reports,
    search,
)
from serai.api.openapi import described
from serai.entry import Endpoint

__all__ = ["ROUTES"]

_CALLS: tuple[Endpoint, ...] = (
    *account_me.routes,
    *account_people.routes,
    *account_sessions.routes,
    *comments.routes,
    *feed.routes,
    *hearts.routes,
    *instance.routes,
    *note_lists.routes,
    *notes.routes,
    *people_ties.routes,
    *pictures.routes,
    *reports.routes,
    *search.routes,
)

ROUTES: tuple[Endpoint, ...] = (*_CALLS, *described(_CALLS))
