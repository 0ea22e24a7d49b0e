"""Take captions of one's own away, and put them back."""

from serai.clips.captions._write import SET
from serai.clips.captions.read import own_captions
from serai.kernel import ClipId, PersonId
from serai.store import Write


async def remove_captions(tx: Write, owner: PersonId, which: ClipId, language: str) -> None:
    """Nobody is shown them any more; raises `Refusal` captions.not_found for another's clip."""
    await _set(tx, owner, which, language, tx.now)


async def put_captions_back(tx: Write, owner: PersonId, which: ClipId, language: str) -> None:
    """They stand as they stood; raises `Refusal` captions.not_found."""
    await _set(tx, owner, which, language, None)


async def _set(tx: Write, owner: PersonId, which: ClipId, language: str, at: int | None) -> None:
    known = await own_captions(tx, owner, which, language)
    if (known.removed_at is None) == (at is None):
        return
    await tx.run(
        SET,
        which=which,
        spoken=language,
        known=known.version,
        new_language=language,
        new_cues=known.cues,
        new_heard=known.heard,
        new_heard_at=known.heard_at,
        new_edited_at=known.edited_at,
        new_removed_at=at,
    )
