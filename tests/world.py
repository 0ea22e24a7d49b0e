"""Small builders of a world to test in."""

from serai.accounts import Newcomer, Person, join
from serai.store import Write


async def somebody(
    tx: Write,
    handle: str = "ana",
    *,
    name: str | None = None,
    languages: tuple[str, ...] = ("en",),
    locale: str | None = None,
    password_hash: str | None = None,
) -> Person:
    """A person who has just joined."""
    newcomer = Newcomer(handle, name or handle.title(), languages, locale, password_hash)
    return await join(tx, newcomer)
