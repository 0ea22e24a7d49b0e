"""Api: the client API under /api/serai/v1, for programs."""

from serai.api import account_me, account_people, account_sessions, instance, pictures
from serai.api.openapi import described
from serai.entry import Endpoint

__all__ = ["ROUTES"]

_CALLS: tuple[Endpoint, ...] = (
    *account_me.routes,
    *account_people.routes,
    *account_sessions.routes,
    *instance.routes,
    *pictures.routes,
)

ROUTES: tuple[Endpoint, ...] = (*_CALLS, *described(_CALLS))
