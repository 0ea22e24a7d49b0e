"""Delete a draft, and bring it back; what was deleted a week ago is forgotten."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select

from serai.clips import tidy_clip_later
from serai.kernel import ClipId, DraftId, PersonId, PictureId, Refusal, micros
from serai.notes._tables import draft, draft_picture
from serai.notes.drafts.keep import let_go
from serai.notes.drafts.kept import MOST, KeptDraft
from serai.notes.drafts.read import count_drafts, see_draft
from serai.store import Write, among, change, statement

KEPT: Final = micros(timedelta(days=7))

_STAMP = change(
    draft.update()
    .where(draft.c.id == bindparam("which"))
    .values(deleted_at=bindparam("new_deleted_at"), publish_at=None, when_ready_at=None, hand=None)
)
_LONG_GONE = statement(
    select(draft.c.id).where(draft.c.deleted_at < bindparam("before")).limit(500), DraftId
)
_GONE: Any = among(draft_picture.c.draft, "ids")
_PICTURES = statement(select(draft_picture.c.picture).where(_GONE).distinct(), PictureId)
_CLIPS = statement(
    select(draft.c.clip).where(among(draft.c.id, "ids"), draft.c.clip.is_not(None)), ClipId
)
_FORGET = (
    change(draft_picture.delete().where(_GONE)),
    change(draft.delete().where(among(draft.c.id, "ids"))),
)


async def delete_draft(tx: Write, owner: PersonId, which: DraftId) -> None:
    """The draft is gone and goes out no more; `owner` can `restore_draft` it for a week.

    Raises `Refusal` draft.not_found.
    """
    await see_draft(tx, owner, which)
    await tx.run(_STAMP, which=which, new_deleted_at=tx.now)


async def restore_draft(tx: Write, owner: PersonId, which: DraftId) -> KeptDraft:
    """Undo a deletion; the draft does not go out by itself.

    Raises `Refusal` draft.not_found where there is no such deleted draft, and draft.too_many.
    """
    await see_draft(tx, owner, which, deleted=True)
    if await count_drafts(tx, owner) >= MOST:
        raise Refusal("draft.too_many", limit=MOST)
    await tx.run(_STAMP, which=which, new_deleted_at=None)
    return await see_draft(tx, owner, which)


async def forget_drafts(tx: Write, ids: list[DraftId]) -> None:
    """Nothing is left of these drafts; pictures that nothing else needs are tidied up."""
    if not ids:
        return
    held = await tx.all(_PICTURES, ids=ids)
    moving = await tx.all(_CLIPS, ids=ids)
    for forget in _FORGET:
        await tx.run(forget, ids=ids)
    await let_go(tx, held)
    for clip in moving:
        await tidy_clip_later(tx, clip)


async def sweep_drafts(tx: Write) -> int:
    """Forget drafts deleted more than a week ago; returns how many."""
    gone = await tx.all(_LONG_GONE, before=tx.now - KEPT)
    await forget_drafts(tx, gone)
    return len(gone)
