"""Follow a topic, which is to choose an interest; and how many people follow one."""

from sqlalchemy import bindparam, func, select

from serai.kernel import PersonId
from serai.recommend._tables import interest
from serai.recommend.avoid_topic import unavoid_topic
from serai.recommend.choose_interest import choose_interest
from serai.recommend.hush import unhush
from serai.recommend.interests import Interest, add_interest
from serai.recommend.topic_key import topic_key
from serai.store import Read, Write, statement

_THIS = (interest.c.person == bindparam("whose"), interest.c.topic == bindparam("which"))
_DROPPED = statement(
    select(
        interest.c.topic,
        interest.c.weight,
        interest.c.source,
        interest.c.evidence,
        interest.c.at,
    ).where(*_THIS, interest.c.dropped_at.is_not(None)),
    Interest,
)
_FOLLOWS = statement(
    select(func.count()).select_from(interest).where(*_THIS, interest.c.dropped_at.is_(None)), int
)
_FOLLOWERS = statement(
    select(func.count())
    .select_from(interest)
    .where(interest.c.topic == bindparam("which"), interest.c.dropped_at.is_(None)),
    int,
)


async def follow_topic(tx: Write, person: PersonId, topic: str) -> str:
    """`person` follows `topic` (any spelling), and neither avoids nor hushes it; returns its key.

    What they dropped comes back with the weight and the evidence it had. Raises as
    `choose_interest`.
    """
    key = topic_key(topic)
    await unhush(tx, person, "topic", key)
    before = await tx.one(_DROPPED, whose=person, which=key)
    if before is not None:
        await unavoid_topic(tx, person, key)
        await add_interest(tx, person, key, before.weight, before.source, before.evidence)
    elif not await follows_topic(tx, person, key):
        await choose_interest(tx, person, key)
    return key


async def follows_topic(tx: Read, person: PersonId | None, key: str) -> bool:
    """Whether `person` follows the topic of this key; a stranger none."""
    if person is None:
        return False
    return (await tx.one(_FOLLOWS, whose=person, which=key) or 0) > 0


async def topic_followers(tx: Read, key: str) -> int:
    """How many people follow the topic of this key."""
    return await tx.one(_FOLLOWERS, which=key) or 0
