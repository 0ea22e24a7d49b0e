"""Api: the client API under /api/serai/v1, for programs."""

from serai.entry import Endpoint

__all__ = ["ROUTES"]

ROUTES: tuple[Endpoint, ...] = ()
