"""Who asks, and whom the address names."""

from serai.accounts import Person, find
from serai.entry import Ask
from serai.kernel import PersonId, Refusal
from serai.store import Read


def viewer(ask: Ask) -> PersonId | None:
    """Whose eyes; None for a stranger's."""
    return ask.person.id if ask.person else None


async def named(tx: Read, ask: Ask) -> Person:
    """The person of the address; raises `Refusal` entry.not_found where there is nobody."""
    found = await find(tx, ask.path["handle"])
    if found is None:
        raise Refusal("entry.not_found")
    return found
