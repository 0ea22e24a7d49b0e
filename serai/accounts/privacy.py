"""What somebody keeps to themselves: a private account, their likes, being found."""

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from serai.accounts._tables import person
from serai.events import PrivacyChanged
from serai.jobs import announce
from serai.kernel import PersonId
from serai.store import Read, Time, Write, change, statement


class Privacy(Struct, frozen=True):
    """`private`: followers alone see the notes; `likes_shown`, `findable`: as they say."""

    private: bool = False
    likes_shown: bool = False
    findable: bool = True


_OF = statement(
    select(
        person.c.private_at.is_not(None),
        person.c.likes_shown_at.is_not(None),
        person.c.unfindable_at.is_(None),
    ).where(person.c.id == bindparam("which")),
    lambda private, shown, findable: Privacy(bool(private), bool(shown), bool(findable)),
)
# A switch that stands as before keeps its moment.
_SET = change(
    person.update()
    .where(person.c.id == bindparam("which"))
    .values(
        private_at=func.coalesce(person.c.private_at, bindparam("now", type_=Time))
        + bindparam("private", type_=Time),
        likes_shown_at=func.coalesce(person.c.likes_shown_at, bindparam("now", type_=Time))
        + bindparam("shown", type_=Time),
        unfindable_at=func.coalesce(person.c.unfindable_at, bindparam("now", type_=Time))
        + bindparam("hidden", type_=Time),
    )
)


async def privacy_of(tx: Read, whose: PersonId) -> Privacy:
    """What `whose` keeps to themselves."""
    return await tx.one(_OF, which=whose) or Privacy()


async def set_privacy(tx: Write, whose: PersonId, wanted: Privacy) -> bool:
    """From now on it is as `wanted`; False where it was so already."""
    if await privacy_of(tx, whose) == wanted:
        return False
    # A moment plus nothing is the moment, plus NULL it is none.
    switches = {
        "private": 0 if wanted.private else None,
        "shown": 0 if wanted.likes_shown else None,
        "hidden": None if wanted.findable else 0,
    }
    await tx.run(_SET, which=whose, now=tx.now, **switches)
    await announce(tx, PrivacyChanged(person=whose))
    return True
