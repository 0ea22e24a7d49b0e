"""Small builders of a world to test in."""

import secrets

from serai.accounts import Newcomer, Person, join
from serai.kernel import PersonId, PictureId
from serai.media import Prepared, Variant, receive
from serai.notes import Audience, Draft, Note, NoteLimits, publish
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


async def a_picture(tx: Write, owner: PersonId, alt: str = "") -> PictureId:
    """A received picture whose files nobody will ask for."""
    address = f"{secrets.token_hex(32)}.webp"
    cuts = tuple(Variant(use, "webp", 3, 4, address) for use in ("full", "card"))
    return (await receive(tx, owner, Prepared("photo", 3, 4, "data:,", cuts), alt)).id


async def a_note(
    tx: Write,
    author: Person,
    title: str = "A quiet morning",
    text: str = "",
    *,
    audience: Audience = "everyone",
    topics: tuple[str, ...] = (),
) -> Note:
    """A published photo note with one picture."""
    picture = await a_picture(tx, author.id)
    draft = Draft(title=title, text=text, audience=audience, topics=topics, pictures=(picture,))
    return await publish(tx, author, draft, NoteLimits())
