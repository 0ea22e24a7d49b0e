"""The plan: who listens to which event, and who does which kind of work."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from msgspec import Struct

from serai.events import Event
from serai.store import Database, Write

HEARS: Final = ">"
"""Stands in the names of jobs that are reactions, and in no other."""

SLOW: Final = "~"
"""Stands in the names of jobs that may take minutes of a processor, and in no other; twice where
others of them go first."""

Reaction = Callable[[Write, Any], Awaitable[None]]
"""Hears one event in a transaction of its own; must bear being called twice."""

Work = Callable[[Database, bytes], Awaitable[None]]
"""Does one job, opening transactions as it needs them; must bear being called twice."""

Lament = Callable[[Write, bytes], Awaitable[None]]
"""Hears the body of work that is given up, in the transaction that gives it up."""

Sweep = Callable[[Write], Awaitable[object]]
"""Forgets what has run out, in a transaction of its own."""

Chore = Callable[[Database], Awaitable[None]]
"""Tidies what lies outside the database; done every ten minutes, must bear being left undone."""


class Plan(Struct, frozen=True):
    """One table for the whole house; `app` writes it."""

    reactions: Mapping[type[Event], tuple[Reaction, ...]]
    work: Mapping[str, Work]
    sweeps: tuple[Sweep, ...] = ()
    chores: tuple[Chore, ...] = ()
    laments: Mapping[str, Lament] = {}

    def listeners(self, event: str) -> list[str]:
        """The names of the jobs that let everybody hear the event called `event`."""
        return [
            name_of(kind, reaction)
            for kind, heard_by in self.reactions.items()
            if kind.__name__ == event
            for reaction in heard_by
        ]

    def reaction(self, job: str) -> tuple[type[Event], Reaction] | None:
        """The reaction behind the job called `job`, with the kind of event it hears."""
        for kind, heard_by in self.reactions.items():
            for reaction in heard_by:
                if name_of(kind, reaction) == job:
                    return kind, reaction
        return None


def name_of(kind: type[Event], reaction: Reaction) -> str:
    """`Event>room.verb`: stable over restarts and moves of files inside a room."""
    room = reaction.__module__.removeprefix("serai.").partition(".")[0]
    return f"{kind.__name__}{HEARS}{room}.{reaction.__name__}"
