"""Avoid a topic: notes that carry it stay out of one's own feed; and undo it."""

from serai.kernel import PersonId
from serai.recommend.avoided import begin_avoiding, end_avoiding
from serai.recommend.topic_key import topic_key
from serai.store import Write


async def avoid_topic(tx: Write, person: PersonId, topic: str) -> bool:
    """`person` wishes to meet nothing about `topic` (any spelling); False where it was so already.

    An interest in it stays on record and rests. Raises `Refusal` wish.no_topic, wish.too_much.
    """
    return await begin_avoiding(tx, person, "topic", topic_key(topic))


async def unavoid_topic(tx: Write, person: PersonId, topic: str) -> bool:
    """`person` may meet `topic` again; False where nothing stood against it.

    Raises `Refusal` wish.no_topic.
    """
    return await end_avoiding(tx, person, "topic", topic_key(topic))
