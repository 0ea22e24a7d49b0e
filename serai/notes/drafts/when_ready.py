"""Tell a draft to go out as soon as its video can be played, and hear when that is."""

from typing import Final

from sqlalchemy import bindparam, select

from serai.clips import clips
from serai.events import ClipReady, ClipRefused, DraftRefused
from serai.jobs import announce, enqueue
from serai.kernel import ClipId, DraftId, PersonId, Refusal, Why
from serai.notes._tables import draft
from serai.notes.compose import compose
from serai.notes.drafts.kept import KeptDraft
from serai.notes.drafts.read import see_draft
from serai.notes.drafts.schedule import PUBLISH_WORK, Due
from serai.notes.note import NoteLimits
from serai.store import Write, change, statement

_TELL = change(
    draft.update()
    .where(draft.c.id == bindparam("which"))
    .values(when_ready_at=bindparam("now"), publish_at=None, refused=None)
)
_WAITING = (
    draft.c.clip == bindparam("shown"),
    draft.c.when_ready_at.is_not(None),
    draft.c.deleted_at.is_(None),
)
_THOSE: Final = statement(select(draft.c.id).where(*_WAITING), DraftId)
_GO = change(
    draft.update()
    .where(draft.c.id == bindparam("which"))
    .values(publish_at=bindparam("now"), when_ready_at=None)
)
_THEIRS: Final = statement(
    select(draft.c.id, draft.c.owner).where(*_WAITING), lambda which, owner: (which, owner)
)
_STOP = change(
    draft.update()
    .where(draft.c.id == bindparam("which"))
    .values(when_ready_at=None, refused=bindparam("why"))
)


async def go_when_ready(
    tx: Write, owner: PersonId, which: DraftId, limits: NoteLimits
) -> KeptDraft:
    """The draft goes out as it stands once its clip is ready; at once where it is.

    Raises `Refusal` draft.not_found, note.foreign_clip, the clip's own where it was refused, and
    those of `compose`.
    """
    kept = await see_draft(tx, owner, which)
    composed = compose(kept.content, limits)
    found = (await clips(tx, [composed.clip])).get(composed.clip) if composed.clip else None
    if found is None or found.owner != owner:
        raise Refusal("note.foreign_clip")
    if found.refused is not None:
        raise Refusal(found.refused.code, **found.refused.values)
    await tx.run(_TELL, which=which, now=tx.now)
    if found.ready_at is not None:
        await _send(tx, found.id)
    return await see_draft(tx, owner, which)


async def send_waiting(tx: Write, event: ClipReady) -> None:
    """Every draft that waited for the clip goes out."""
    await _send(tx, event.clip)


async def keep_waiting(tx: Write, event: ClipRefused) -> None:
    """The clip came to nothing: what waited for it stays a draft, and its owner is told."""
    found = (await clips(tx, [event.clip])).get(event.clip)
    why = found.refused if found is not None and found.refused else Why("clip.broken")
    for which, owner in await tx.all(_THEIRS, shown=event.clip):
        await tx.run(_STOP, which=which, why=why)
        await announce(tx, DraftRefused(draft=which, owner=owner, at=tx.now))


async def _send(tx: Write, clip: ClipId) -> None:
    for which in await tx.all(_THOSE, shown=clip):
        await tx.run(_GO, which=which, now=tx.now)
        await enqueue(tx, PUBLISH_WORK, Due(which, tx.now))
