"""Captions as their owner writes them, one version after another."""

from typing import Final

from serai.clips.captions._write import FORGET, KEEP, SET
from serai.clips.captions.caption import Captions, CaptionsDraft
from serai.clips.captions.cue import Cue, settled
from serai.clips.captions.read import every_caption, own_clip
from serai.kernel import ClipId, PersonId, Refusal
from serai.languages import LANGUAGES
from serai.store import Write

MOST_LANGUAGES: Final = 12
"""Languages a clip has captions in."""


async def edit_captions(
    tx: Write, owner: PersonId, which: ClipId, draft: CaptionsDraft
) -> Captions:
    """The captions of a clip of `owner`'s own, in place of those that stood in `draft.was`.

    Words that are the machine's again count as the machine's. Raises `Refusal` captions.not_found,
    captions.unknown_language, captions.empty, captions.changed_elsewhere where another page was
    faster, captions.language_taken, captions.too_many_languages and those of `settled`.
    """
    clip = await own_clip(tx, owner, which)
    stand = {one.language: one for one in await every_caption(tx, which)}
    known = stand.get(draft.was or draft.language)
    if draft.language not in LANGUAGES and (known is None or draft.language != known.language):
        raise Refusal("captions.unknown_language")
    cues = settled(draft.cues, clip.probed.duration if clip.probed else None)
    if not cues:
        raise Refusal("captions.empty")
    if known is None or (known.removed_at is not None and not draft.version):
        return await _begin(tx, stand, which, draft.language, cues)
    if known.version != draft.version:
        raise Refusal("captions.changed_elsewhere")
    if draft.language != known.language:
        await _make_room(tx, stand.get(draft.language))
    return await _replace(tx, known, draft.language, cues)


async def _begin(
    tx: Write, stand: dict[str, Captions], which: ClipId, language: str, cues: tuple[Cue, ...]
) -> Captions:
    if language not in stand and len(stand) >= MOST_LANGUAGES:
        raise Refusal("captions.too_many_languages", limit=MOST_LANGUAGES)
    before = stand.get(language)
    if before is not None and before.removed_at is None:
        raise Refusal("captions.language_taken")
    if before is not None:
        return await _replace(tx, before, language, cues)
    made = Captions(which, language, cues, None, None, tx.now, None, 1)
    row = {"heard": None, "heard_at": None, "edited_at": tx.now}
    if not await tx.run(KEEP, clip=which, language=language, cues=cues, **row):
        raise Refusal("captions.changed_elsewhere")
    return made


async def _make_room(tx: Write, other: Captions | None) -> None:
    """Captions that were removed give up their language to others."""
    if other is None:
        return
    if other.removed_at is None:
        raise Refusal("captions.language_taken")
    await tx.run(FORGET, which=other.clip, spoken=other.language)


async def _replace(tx: Write, known: Captions, language: str, cues: tuple[Cue, ...]) -> Captions:
    edited = None if cues == known.heard else tx.now
    changed = await tx.run(
        SET,
        which=known.clip,
        spoken=known.language,
        known=known.version,
        new_language=language,
        new_cues=cues,
        new_heard=known.heard,
        new_heard_at=known.heard_at,
        new_edited_at=edited,
        new_removed_at=None,
    )
    if not changed:
        raise Refusal("captions.changed_elsewhere")
    return Captions(
        known.clip,
        language,
        cues,
        known.heard,
        known.heard_at,
        edited,
        None,
        known.version + 1,
    )
