"""Read drafts: for their owner's eyes alone."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from serai.kernel import ClipId, DraftId, PersonId, PictureId, Refusal
from serai.notes._tables import draft, draft_picture
from serai.notes.drafts.kept import KeptDraft
from serai.store import Read, among, statement

_ALL: Final = tuple(draft.c[name] for name in KeptDraft.__struct_fields__)
_LIVE = draft.c.deleted_at.is_(None)


def _whose(*which: object) -> "Select[tuple[object, ...]]":
    return select(*_ALL).where(draft.c.owner == bindparam("owner"), *which)  # type: ignore[arg-type]  # conditions


_OF = statement(
    _whose(_LIVE).order_by(draft.c.saved_at.desc(), draft.c.id.desc()).limit(bindparam("most")),
    KeptDraft,
)
_ONE = statement(_whose(draft.c.id == bindparam("which")), KeptDraft)
_BY_HAND = statement(_whose(_LIVE, draft.c.hand == bindparam("hand")), KeptDraft)
_EVERY = statement(_whose().order_by(draft.c.id), KeptDraft)
_DUE = statement(select(*_ALL).where(draft.c.id == bindparam("which"), _LIVE), KeptDraft)
_AMONG = statement(_whose(_LIVE, among(draft.c.id, "ids")), KeptDraft)
_COUNT = statement(
    select(func.count()).select_from(draft).where(draft.c.owner == bindparam("owner"), _LIVE), int
)
_SHOWN = statement(select(draft.c.id).where(draft.c.clip == bindparam("clip")).limit(1), DraftId)
_HELD = statement(
    select(draft_picture.c.draft).where(draft_picture.c.picture == bindparam("picture")).limit(1),
    DraftId,
)


async def drafts_of(tx: Read, owner: PersonId, most: int = 100) -> list[KeptDraft]:
    """The drafts of `owner`, the last saved first."""
    return await tx.all(_OF, owner=owner, most=most)


async def count_drafts(tx: Read, owner: PersonId) -> int:
    """How many drafts `owner` has."""
    return await tx.one(_COUNT, owner=owner) or 0


async def see_draft(
    tx: Read, owner: PersonId, which: DraftId, *, deleted: bool = False
) -> KeptDraft:
    """A draft of `owner`'s own; raises `Refusal` draft.not_found where there is none."""
    found = await tx.one(_ONE, owner=owner, which=which)
    if found is None or (found.deleted_at is not None) != deleted:
        raise Refusal("draft.not_found")
    return found


async def draft_by_hand(tx: Read, owner: PersonId, hand: str) -> KeptDraft | None:
    """The draft that this page of `owner`'s saved last."""
    return await tx.one(_BY_HAND, owner=owner, hand=hand)


async def draft_due(tx: Read, which: DraftId) -> KeptDraft | None:
    """The draft, whoever has it, for the work that publishes it; None where it is gone."""
    return await tx.one(_DUE, which=which)


async def drafts_among(
    tx: Read, owner: PersonId, ids: Iterable[DraftId]
) -> dict[DraftId, KeptDraft]:
    """Those of these drafts that `owner` has and did not delete."""
    asked = list(ids)
    found = await tx.all(_AMONG, owner=owner, ids=asked) if asked else []
    return {one.id: one for one in found}


def stands_as_draft(which: ColumnElement[int], owner: ColumnElement[Any]) -> ColumnElement[bool]:
    """A condition in SQL: `owner` has a draft `which`, and did not delete it."""
    standing = select(draft.c.id).where(draft.c.id == which, draft.c.owner == owner, _LIVE)
    return standing.exists()


async def every_draft(tx: Read, owner: PersonId) -> list[KeptDraft]:
    """All that is kept of `owner`'s drafts, the deleted ones too, the oldest first."""
    return await tx.all(_EVERY, owner=owner)


async def is_clip_drafted(tx: Read, clip: ClipId) -> bool:
    """Whether a draft needs the clip; one that was deleted does until it is swept."""
    return await tx.one(_SHOWN, clip=clip) is not None


async def is_drafted(tx: Read, picture: PictureId) -> bool:
    """Whether a draft needs the picture; one that was deleted does until it is swept."""
    return await tx.one(_HELD, picture=picture) is not None
