"""What rises: topics and searches of the last day, with the numbers behind each."""

from msgspec import Struct

from serai.entry import Ask, Routes
from serai.hot import Rising
from serai.store import Read

routes = Routes()


class HotView(Struct, frozen=True):
    """Topics and searches, the most rising first; rise = (now + calm) / (usual + calm).

    `now` counts distinct people in the last day, `usual` is the mean of the `days` before; nothing
    below `people` distinct people is told.
    """

    topics: tuple[Rising, ...]
    searches: tuple[Rising, ...]
    calm: int
    days: int
    people: int


@routes.get("/api/serai/v1/hot", answer=HotView)
async def read_hot(_tx: Read, ask: Ask, _: None) -> HotView:
    """What more people care about today than usually; the same for everybody."""
    hot = ask.house.hot
    return HotView(
        tuple([row for row in hot.rows if row.kind == "topic"]),
        tuple([row for row in hot.rows if row.kind == "search"]),
        hot.limits.calm,
        hot.limits.days,
        hot.limits.people,
    )
