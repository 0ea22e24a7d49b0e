"""The captions of a clip for whoever watches it: as they stand, or turned into their language."""

import asyncio
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from msgspec import Struct
from starlette.responses import Response

from serai.clips import clips
from serai.clips.captions import Captions, captions_of, turn_captions, write_vtt
from serai.entry import Ask, Reader, Routes, reader_of
from serai.kernel import ClipId, Refusal
from serai.notes import may_see, note_of_clip
from serai.store import Read
from serai.web.filters import TAGS, spoken
from serai.web.media import CLOSED, SANDBOX

routes = Routes()

PATIENCE: Final = 8.0
"""Seconds that a track waits for its translation; nobody's page waits for a track."""

AGAIN: Final = "3"
"""Seconds after which it is worth asking again."""

OPEN: Final = "public, no-cache"
"""Caches may keep captions, and ask each time whether they changed."""


class Track(Struct, frozen=True):
    """One `<track>`: where its file is, its language for HTML, and what it is called.

    `machine`: no person has put its words right; `translated`: a machine turned them into the
    reader's language; `default`: the one to show first, of several that one.
    """

    src: str
    srclang: str
    label: str
    machine: bool
    translated: bool
    default: bool


async def tracks_for(tx: Read, ask: Ask, which: ClipId | None) -> tuple[Track, ...]:
    """The tracks of a clip for who asks, the one to show first before the others."""
    return (await tracks_of(tx, ask, [which])).get(which, ()) if which is not None else ()


async def tracks_of(tx: Read, ask: Ask, asked: Sequence[ClipId]) -> dict[ClipId, tuple[Track, ...]]:
    """The same for several; those without captions are left out."""
    found = await captions_of(tx, asked)
    return {which: _tracks(ask, kept) for which, kept in found.items()}


def _tracks(ask: Ask, kept: Sequence[Captions]) -> tuple[Track, ...]:
    reader = reader_of(ask)
    first = sorted(kept, key=lambda one: _place(one, reader))
    made = [_track(ask, one) for one in first]
    source = _source(ask, kept)
    if source is not None:
        name = spoken(reader.target, ask.locale)
        label = ask.gettext("%(language)s, translated by a machine", language=name)
        # What it is made from changes its address, so that nobody is shown old words.
        src = f"/clips/{source.clip}/captions/{reader.target}.vtt?of={source.version}"
        lang = TAGS.get(reader.target, reader.target)
        made.insert(0, Track(src, lang, label, machine=True, translated=True, default=False))
    return tuple(
        Track(one.src, one.srclang, one.label, one.machine, one.translated, default=not nth)
        for nth, one in enumerate(made)
    )


def _track(ask: Ask, one: Captions) -> Track:
    name = spoken(one.language, ask.locale)
    machine = one.made_by == "machine"
    return Track(
        src=f"/clips/{one.clip}/captions/{one.language}.vtt?of={one.version}",
        srclang=TAGS.get(one.language, one.language),
        label=ask.gettext("%(language)s, by a machine", language=name) if machine else name,
        machine=machine,
        translated=False,
        default=False,
    )


def _place(one: Captions, reader: Reader) -> tuple[bool, int, str]:
    """Languages that the reader reads come first, in their order."""
    reads = one.language in reader.reads
    return (not reads, reader.reads.index(one.language) if reads else 0, one.language)


def _source(ask: Ask, kept: Sequence[Captions]) -> Captions | None:
    """What to translate for the reader; None where they read one of `kept`, or nobody could."""
    reader, whom = reader_of(ask), ask.house.interpreter
    if any(one.language in reader.reads for one in kept):
        return None
    able = [one for one in kept if whom.reaches(one.language, reader.target)]
    return min(able, key=lambda one: (one.made_by == "machine", one.language), default=None)


async def seen_captions(tx: Read, ask: Ask, which: ClipId) -> tuple[list[Captions], bool]:
    """The captions of a clip for eyes that may see it, and whether everybody's may.

    The gate of the note that shows it is theirs too; its owner sees them before any note does.
    Raises `Refusal` entry.not_found.
    """
    found = (await clips(tx, [which])).get(which)
    if found is None:
        raise Refusal("entry.not_found")
    note = await note_of_clip(tx, which)
    shown = [note] if note is not None else []
    is_open = bool(await may_see(tx, None, shown))
    viewer = ask.person.id if ask.person else None
    if not is_open and viewer != found.owner and not await may_see(tx, viewer, shown):
        raise Refusal("entry.not_found")
    return (await captions_of(tx, [which])).get(which, []), is_open


async def _turn_first(ask: Ask, _: None) -> bool:
    """Have what is lacking translated, and wait a little; True where there is more to wait for."""
    target, house = ask.path["language"], ask.house
    end = asyncio.get_running_loop().time() + PATIENCE
    lacking = -1
    while True:
        async with house.database.read() as look:
            kept, _open = await seen_captions(look, ask, ask.id(ClipId))
            source = _source(ask, kept)
            if source is None or target != reader_of(ask).target:
                return False
            left = (await turn_captions(look, source, target)).left
        if len(left) in {0, lacking}:  # all is done, or nobody does the rest
            return False
        lacking = len(left)
        begun = house.interpreter.begin_with(house.database, left, target)
        remaining = end - asyncio.get_running_loop().time()
        if not begun or remaining <= 0 or (await asyncio.wait(begun, timeout=remaining))[1]:
            return True


@routes.get("/clips/{id}/captions/{language}.vtt", prepare=_turn_first)
async def show(tx: Read, ask: Ask, waits: bool) -> Response:  # noqa: FBT001 - what was prepared
    """The captions in one language as WebVTT; 202 and nothing while they are being translated."""
    kept, is_open = await seen_captions(tx, ask, ask.id(ClipId))
    language = ask.path["language"]
    own = next((one for one in kept if one.language == language), None)
    if own is not None:
        return _file(ask, write_vtt(own.cues, f"made by: {own.made_by}"), is_open=is_open)
    source = _source(ask, kept)
    if source is None or language != reader_of(ask).target:
        raise Refusal("entry.not_found")
    turned = await turn_captions(tx, source, language)
    if turned.left and waits:
        return Response(status_code=202, headers=CLOSED | {"retry-after": AGAIN})
    if len(turned.left) == len(turned.cues):
        raise Refusal("captions.untranslated")
    told = f"translated by: machine, from: {source.language}, made by: {source.made_by}"
    return _file(ask, write_vtt(turned.cues, told), is_open=is_open)


def _file(ask: Ask, text: str, *, is_open: bool) -> Response:
    data = text.encode()
    headers = {
        **({"cache-control": OPEN} if is_open else CLOSED),
        **SANDBOX,
        "etag": f'"{sha256(data).hexdigest()[:32]}"',
    }
    if headers["etag"] in ask.request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type="text/vtt")
