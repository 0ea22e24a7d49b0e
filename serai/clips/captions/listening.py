"""Listen to a clip that is ready, beside its film: the note does not wait for its captions."""

from functools import partial

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.clips.captions._tables import clip_unheard
from serai.clips.captions._write import FORGET
from serai.clips.captions.cut import cut
from serai.clips.captions.keep_heard import keep_heard
from serai.clips.captions.read import every_caption, own_clip
from serai.clips.captions.sound import sound_of
from serai.clips.clip import Clip
from serai.clips.crew import Crew
from serai.clips.film_work import PASSING
from serai.clips.read import clips
from serai.events import ClipReady
from serai.jobs import (
    Graph,
    Lament,
    Stands,
    State,
    Work,
    begin,
    begin_again,
    laments_of,
    stands,
    work_of,
)
from serai.kernel import ClipId, PersonId, Refusal, Why
from serai.models import Ears
from serai.store import Database, Read, Write, change, insert, statement

_NOTE = change(
    insert(clip_unheard)
    .values(clip=bindparam("clip"), why=bindparam("why"), at=bindparam("now"))
    .on_conflict_do_update(
        index_elements=["clip"], set_={"why": bindparam("why"), "at": bindparam("now")}
    )
)
_FORGET_WHY = change(clip_unheard.delete().where(clip_unheard.c.clip == bindparam("which")))
_WHY = statement(
    select(clip_unheard.c.why).where(clip_unheard.c.clip == bindparam("clip")), lambda why: why
)


class Listening(Graph):
    """`listen` takes the sound out, hears what is said and keeps it.

    It ends at `heard`, at `silent` where nobody speaks, or at `unheard` with a reason.
    """

    slow = True
    patient = True  # a film that can be played comes before words under another

    listen = State(then=("heard", "silent", "unheard"), first=True)
    heard = State()
    silent = State()
    unheard = State()


class Progress(Struct, frozen=True):
    """Where listening to a clip stands, None where it never began, and why it came to nothing."""

    stands: Stands | None
    why: Why | None


async def on_clip_ready(tx: Write, event: ClipReady) -> None:
    """A video with sound is listened to, once."""
    found = (await clips(tx, [event.clip])).get(event.clip)
    if found is not None and found.kind == "video" and has_sound(found):
        await begin(tx, Listening, found.id)


async def listen_again(tx: Write, owner: PersonId, which: ClipId) -> None:
    """Ask the machine once more; what its owner wrote stays.

    Words of the machine that were taken away make room for new ones. Raises `Refusal`
    captions.not_found for another's clip, captions.no_sound, and captions.not_ready.
    """
    clip = await own_clip(tx, owner, which)
    if clip.ready_at is None:
        raise Refusal("captions.not_ready")
    if not has_sound(clip):
        raise Refusal("captions.no_sound")
    for one in await every_caption(tx, which):
        if one.removed_at is not None and one.edited_at is None:
            await tx.run(FORGET, which=which, spoken=one.language)
    await begin(tx, Listening, which)
    for end in ("heard", "silent", "unheard"):
        await begin_again(tx, Listening, which, end=end, at="listen")
    await tx.run(_FORGET_WHY, which=which)


async def listening(tx: Read, which: ClipId) -> Progress:
    """How far listening to the clip has come."""
    return Progress(await stands(tx, Listening, which), await tx.one(_WHY, clip=which))


def listening_laments() -> dict[str, Lament]:
    """What is done where every try to listen broke: its owner is told, and may ask again."""

    async def give_up(tx: Write, subject: int) -> None:
        which = ClipId(subject)
        await _note(tx, which, Refusal("captions.too_hard"))
        await begin_again(tx, Listening, which, end="listen", at="unheard")

    return laments_of(Listening, give_up)


async def _note(tx: Write, which: ClipId, no: Refusal) -> None:
    await tx.run(_NOTE, clip=which, why=Why(no.code, dict(no.values)), now=tx.now)


def has_sound(clip: Clip) -> bool:
    """Whether there is anything to listen to."""
    return clip.probed is not None and clip.probed.has_sound


def listening_work(ears: Ears, crew: Crew) -> dict[str, Work]:
    """The work behind `Listening`."""
    return work_of(Listening, {"listen": partial(_listen, ears, crew)})


async def _listen(ears: Ears, crew: Crew, database: Database, subject: int) -> str:
    which = ClipId(subject)
    async with database.read() as look:
        found = (await clips(look, [which])).get(which)
    if found is None:
        return "silent"
    try:
        heard = await ears.hear(await sound_of(crew, found))
    except Refusal as no:
        if no.code in PASSING:
            raise
        async with database.write() as tx:
            await _note(tx, which, no)
        return "unheard"
    cues = cut(heard.words)
    if not cues:
        return "silent"
    async with database.write() as tx:
        await keep_heard(tx, which, heard.language, cues)
    return "heard"
