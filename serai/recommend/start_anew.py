"""Start anew: forget what was learnt of somebody's taste; what they met and avoid stays known."""

from serai.kernel import PersonId
from serai.recommend.interests import drop_interest, interests_of
from serai.recommend.signals import ANEW, record
from serai.store import Write


async def start_anew(tx: Write, person: PersonId, *, forget_said: bool = False) -> None:
    """`person` begins again; `forget_said` also drops what they chose or brought along.

    What was learnt does not come back: whoever offers this says so beforehand.
    """
    await record(tx, person, ANEW)
    while forget_said and (said := await interests_of(tx, person)):
        for interest in said:
            await drop_interest(tx, person, interest.topic)
