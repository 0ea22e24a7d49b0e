"""Other people."""

from serai.accounts import find
from serai.api.account_views import PersonView, person_view
from serai.entry import Ask, Routes
from serai.kernel import Refusal
from serai.store import Read

routes = Routes()


@routes.get("/api/serai/v1/people/{handle}", answer=PersonView)
async def read_person(tx: Read, ask: Ask, _: None) -> PersonView:
    """A person by handle."""
    found = await find(tx, ask.path["handle"])
    if found is None:
        raise Refusal("entry.not_found")
    return await person_view(tx, found)
