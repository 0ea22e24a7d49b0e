"""Glances: what a signed-in person's browser tells in batches of what they met, opened and read."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.kernel import NoteId, PersonId
from serai.recommend import Signal, append
from serai.store import Write

routes = Routes()

MOST: Final = 100
DAY: Final = 86_400_000


class Glance(Struct, frozen=True):
    """One note met; `value` is milliseconds for dwell, `page` and `slot` say where it stood."""

    kind: Literal["impression", "open", "dwell"]
    note: NoteId
    page: Annotated[str, Meta(max_length=64)] | None = None
    slot: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    value: Annotated[float, Meta(ge=0, le=DAY)] | None = None

    def signal(self, at: int, person: PersonId) -> Signal:
        """The row of the log."""
        return Signal(
            at, person, self.kind, self.note, value=self.value, page=self.page, slot=self.slot
        )


class Batch(Struct, frozen=True):
    """Some glances at once."""

    glances: Annotated[tuple[Glance, ...], Meta(max_length=MOST)]


@routes.post("/glances", body=Batch)
async def glances(tx: Write, ask: Ask, batch: Batch) -> Response:
    """Append them to the log; of strangers nothing is kept."""
    if ask.person is not None:
        me = ask.person.id
        await append(tx, [one.signal(tx.now, me) for one in batch.glances])
    return Response(status_code=204)
