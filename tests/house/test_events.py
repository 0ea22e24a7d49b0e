"""Every event has a listener, or says by its absence here that nobody needs one yet."""

import inspect

from serai import events
from tests.world import a_plan

UNHEARD: dict[str, str] = {
    "Reported": "the people who moderate read a list",
}


def kinds() -> set[str]:
    return {
        name
        for name, found in inspect.getmembers(events, inspect.isclass)
        if issubclass(found, events.Event) and found is not events.Event
    }


def test_every_event_has_a_listener_or_a_reason_why_not() -> None:
    plan = a_plan()
    heard = {kind.__name__ for kind, by in plan.reactions.items() if by}
    assert kinds() - heard == set(UNHEARD)
