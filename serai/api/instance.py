"""What this Serai is, and what may be sent to it."""

from msgspec import Struct

from serai.accounts import BIO_LONGEST, HANDLE_LONGEST, LANGUAGES_MOST, NAME_LONGEST
from serai.entry import LOCALES, Ask, Limits, Routes
from serai.store import Read

routes = Routes()


class PeopleLimits(Struct, frozen=True):
    """How long what people say of themselves may be, in characters; languages by number."""

    handle: int = HANDLE_LONGEST
    name: int = NAME_LONGEST
    bio: int = BIO_LONGEST
    languages: int = LANGUAGES_MOST


class Instance(Struct, frozen=True):
    """A Serai: its name, address, interface languages, limits, and whether it understands topics.

    `encoder` is loading, ready or absent.
    """

    name: str
    address: str
    locales: tuple[str, ...]
    limits: Limits
    people: PeopleLimits
    encoder: str


@routes.get("/api/serai/v1/instance", answer=Instance)
async def instance(_tx: Read, ask: Ask, _: None) -> Instance:
    """What this Serai is, and what may be sent to it."""
    house = ask.house
    return Instance(
        name=house.place.name,
        address=house.place.address,
        locales=LOCALES,
        limits=house.limits,
        people=PeopleLimits(),
        encoder=house.encoder.presence.state,
    )
