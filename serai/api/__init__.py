"""Api: the client API under /api/serai/v1, for programs."""

from serai.api import instance, pictures
from serai.api.openapi import described
from serai.entry import Endpoint

__all__ = ["ROUTES"]

_CALLS: tuple[Endpoint, ...] = (*instance.routes, *pictures.routes)

ROUTES: tuple[Endpoint, ...] = (*_CALLS, *described(_CALLS))
