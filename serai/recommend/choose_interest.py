"""Choose an interest by name: from now on it weighs in one's own feed."""

from serai.kernel import PersonId, Refusal
from serai.recommend.avoid_topic import unavoid_topic
from serai.recommend.interests import MOST, add_interest, interests_of
from serai.recommend.topic_key import topic_key
from serai.recommend.weigh_interest import weigh_interest
from serai.store import Write


async def choose_interest(tx: Write, person: PersonId, topic: str, weight: float = 1.0) -> str:
    """`person` cares about `topic` (any spelling), and no longer avoids it; returns its key.

    One that stands keeps where it came from. Raises `Refusal` wish.no_topic,
    wish.too_many_interests.
    """
    key = topic_key(topic)
    await unavoid_topic(tx, person, key)
    said = {interest.topic for interest in await interests_of(tx, person)}
    if key in said:
        await weigh_interest(tx, person, key, weight)
        return key
    if len(said) >= MOST:
        raise Refusal("wish.too_many_interests", limit=MOST)
    await add_interest(tx, person, key, weight)
    return key
