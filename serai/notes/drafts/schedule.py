"""Tell a draft to go out by itself at a time, and take it back."""

from datetime import timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam

from serai.events import DraftRefused
from serai.jobs import announce, enqueue
from serai.kernel import DraftId, PersonId, PictureId, Refusal, Why
from serai.media import pictures
from serai.notes._tables import draft
from serai.notes.compose import compose
from serai.notes.drafts.kept import LATEST, SOONEST, KeptDraft
from serai.notes.drafts.read import draft_due, see_draft
from serai.notes.note import Draft, NoteLimits
from serai.notes.read import note_holding
from serai.store import Read, Write, change

PUBLISH_WORK: Final = "notes.publish_draft"
"""The name of the work; its body is a `Due`."""

_SET = change(
    draft.update()
    .where(draft.c.id == bindparam("which"))
    .values(
        publish_at=bindparam("new_publish_at"),
        when_ready_at=None,
        refused=bindparam("new_refused"),
        content=bindparam("new_content"),
    )
)
_GIVE_UP = change(  # nothing of what its author may be typing just now
    draft.update()
    .where(draft.c.id == bindparam("which"))
    .values(publish_at=None, refused=bindparam("new_refused"))
)
_STANDS_FOR_A_COVER: Final = PictureId(1)


class Due(Struct, frozen=True):
    """A draft and the moment it was told to go out; at another moment it is no longer due."""

    draft: DraftId
    at: int


async def schedule(
    tx: Write, owner: PersonId, which: DraftId, at: int, limits: NoteLimits
) -> KeptDraft:
    """The draft goes out at `at` (epoch microseconds), as it stands then.

    Raises `Refusal` draft.not_found, draft.too_soon, draft.too_late, and what `publish` would
    refuse now.
    """
    kept = await see_draft(tx, owner, which)
    if at < tx.now + SOONEST:
        raise Refusal("draft.too_soon", minutes=SOONEST // 60_000_000)
    if at > tx.now + LATEST:
        raise Refusal("draft.too_late", days=LATEST // 86_400_000_000)
    await _could_go_out(tx, kept.content, limits)
    told = replace(kept.content, meant_for=None)
    await tx.run(_SET, which=which, new_publish_at=at, new_refused=None, new_content=told)
    await enqueue(tx, PUBLISH_WORK, Due(which, at), wait=timedelta(microseconds=at - tx.now))
    return await see_draft(tx, owner, which)


async def unschedule(tx: Write, owner: PersonId, which: DraftId) -> KeptDraft:
    """The draft stays a draft, and its time what was typed; raises `Refusal` draft.not_found."""
    kept = await see_draft(tx, owner, which)
    meant = replace(kept.content, meant_for=kept.content.meant_for or kept.publish_at)
    await tx.run(_SET, which=which, new_publish_at=None, new_refused=None, new_content=meant)
    return await see_draft(tx, owner, which)


async def give_up(tx: Write, due: Due, no: Refusal) -> None:
    """The draft did not go out, for this reason; it stays as it is, and its owner is told."""
    kept = await draft_due(tx, due.draft)
    if kept is not None and kept.publish_at == due.at:
        why = Why(no.code, no.values)
        await tx.run(_GIVE_UP, which=due.draft, new_refused=why)
        await announce(tx, DraftRefused(draft=kept.id, owner=kept.owner, at=tx.now))


async def _could_go_out(tx: Read, content: Draft, limits: NoteLimits) -> None:
    if content.kind == "text":
        content = replace(content, pictures=(_STANDS_FOR_A_COVER,))
    compose(content, limits)
    if content.kind != "photo":  # a video may be ready until then, and waits where it is not
        return
    if len(await pictures(tx, content.pictures)) < len(content.pictures):
        raise Refusal("note.foreign_picture")
    for picture in content.pictures:
        if await note_holding(tx, picture) is not None:
            raise Refusal("note.picture_used")
