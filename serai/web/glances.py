"""Glances: what a signed-in person's browser tells in batches of what they met, opened and read."""

from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.feed import Glance, glance
from serai.store import Write

routes = Routes()


class Batch(Struct, frozen=True):
    """Some glances at once."""

    glances: Annotated[tuple[Glance, ...], Meta(max_length=100)]


@routes.post("/glances", body=Batch)
async def glances(tx: Write, ask: Ask, batch: Batch) -> Response:
    """Keep those at notes the person may see; of strangers nothing is kept."""
    if ask.person is not None:
        await glance(tx, ask.house.engine, ask.person.id, batch.glances)
    return Response(status_code=204)
