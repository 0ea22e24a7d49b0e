"""Small builders of a world to test in."""

import secrets
from pathlib import Path

from msgspec.structs import replace

from serai.accounts import Newcomer, Person, join
from serai.clips import Clip, ClipLimits, Crew, Probed, Rung, ThreadStudio, Uploads, clips, start
from serai.clips._record import record
from serai.clips.film import Film
from serai.entry import House
from serai.jobs import Plan, begin, begin_again
from serai.kernel import PersonId, PictureId
from serai.media import (
    Blobs,
    Darkroom,
    MemoryBlobs,
    Prepared,
    ThreadDarkroom,
    Variant,
    receive,
)
from serai.models import AbsentEncoder
from serai.notes import Audience, Draft, Note, NoteLimits, Senses, publish
from serai.plan import make_plan
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


async def a_clip(tx: Write, owner: PersonId, *rungs: Rung, seconds: float = 12) -> Clip:
    """A clip that is ready: a vertical video in `rungs`, or in one whose file nobody asks for."""
    made = await start(tx, owner, "a.mp4", 1_000, ClipLimits())
    await begin(tx, Film, made.id)
    await begin_again(tx, Film, made.id, end="keep", at="ready")
    address = secrets.token_hex(32)
    shown = rungs or (Rung(360, 640, 800_000, "avc1.64001e", 1_000, f"{address}.mp4", ""),)
    ready = replace(
        made,
        probed=Probed(
            duration=int(seconds * 1_000_000),
            width=360,
            height=640,
            rate=30.0,
            has_sound=True,
            is_hdr=False,
            codec="h264",
            container="mp4",
        ),
        poster=await a_picture(tx, owner),
        rungs=shown,
        ready_at=tx.now,
    )
    await record(tx, ready)
    return (await clips(tx, [made.id]))[made.id]


async def a_video(tx: Write, author: Person, clip: Clip, title: str = "By the canal") -> Note:
    """A published note that shows `clip`."""
    draft = Draft(kind="video", title=title, clip=clip.id)
    return await publish(tx, author, draft, NoteLimits())


def a_crew(folder: Path, blobs: Blobs | None = None, darkroom: Darkroom | None = None) -> Crew:
    """Who makes films, in this process, with what is on its way in `folder`."""
    return Crew(
        studio=ThreadStudio(),
        darkroom=darkroom or ThreadDarkroom(),
        blobs=blobs or MemoryBlobs(),
        uploads=Uploads(folder / "uploads"),
        bench=folder / "films",
    )


def a_plan(blobs: Blobs | None = None, senses: Senses | None = None) -> Plan:
    """The house's own table, for tests in which no film is made."""
    kept = blobs or MemoryBlobs()
    absent = AbsentEncoder("no need")
    crew = a_crew(Path("nowhere"), kept)
    return make_plan(crew, senses or Senses(absent, absent, kept))


def a_house_plan(house: House) -> Plan:
    """The table of this very house, with nobody who looks or listens."""
    absent = AbsentEncoder("no need")
    return make_plan(house.crew, Senses(absent, absent, house.blobs))
