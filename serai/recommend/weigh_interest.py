"""Weigh an interest that stands: more of it, or less, or none; where it came from stays known."""

from serai.kernel import PersonId
from serai.recommend.interests import add_interest, drop_interest, interests_of
from serai.recommend.topics import canonical
from serai.store import Write


async def weigh_interest(tx: Write, person: PersonId, topic: str, weight: float) -> bool:
    """Give an interest of `person` another weight in (0, 1]; 0 drops it.

    False where there is none, or where nothing changes.
    """
    key = canonical(topic)
    found = next((one for one in await interests_of(tx, person) if one.topic == key), None)
    if found is None or found.weight == weight:
        return False
    if weight <= 0:
        return await drop_interest(tx, person, key)
    await add_interest(tx, person, key, weight, found.source, found.evidence)
    return True
