"""Keep what the machine heard; never over what its owner wrote or took away."""

from collections.abc import Sequence

from serai.clips.captions._write import KEEP, SET
from serai.clips.captions.caption import Captions
from serai.clips.captions.cue import Cue
from serai.clips.captions.read import every_caption
from serai.kernel import ClipId
from serai.store import Write


async def keep_heard(tx: Write, which: ClipId, language: str, cues: tuple[Cue, ...]) -> None:
    """The captions of `which` in `language` as heard now; twice is once.

    Where they are its owner's words, or removed, they stay so, and what was heard lies beside.
    """
    stand = await every_caption(tx, which)
    known = _to_keep_in(stand, language)
    if known is None:
        await tx.run(
            KEEP,
            clip=which,
            language=language,
            cues=cues,
            heard=cues,
            heard_at=tx.now,
            edited_at=None,
        )
        return
    touched = known.edited_at is not None or known.removed_at is not None
    await tx.run(
        SET,
        which=which,
        spoken=known.language,
        known=known.version,
        new_language=known.language if touched else language,
        new_cues=known.cues if touched else cues,
        new_heard=cues,
        new_heard_at=tx.now,
        new_edited_at=known.edited_at,
        new_removed_at=known.removed_at,
    )


def _to_keep_in(stand: Sequence[Captions], language: str) -> Captions | None:
    """The row for what was heard: that of the language, else the machine's of another one."""
    same = [one for one in stand if one.language == language]
    before = [one for one in stand if one.heard_at is not None]
    return next(iter((*same, *before)), None)
