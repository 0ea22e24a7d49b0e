"""Keep a draft: made once, saved as often as somebody types."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam, select

from serai.clips import clips, tidy_clip_later
from serai.jobs import enqueue
from serai.kernel import ClipId, DraftId, PersonId, PictureId, Refusal
from serai.media import TIDY_WORK, pictures
from serai.notes._tables import draft, draft_picture
from serai.notes.drafts.kept import LARGEST, MOST, KeptDraft, hand_of, shown_in
from serai.notes.drafts.read import count_drafts, draft_by_hand, see_draft
from serai.notes.note import AUDIENCES, KINDS, Draft
from serai.store import Read, Write, change, insert, statement

PICTURES_MOST: Final = 40
PATIENCE: Final = timedelta(days=7)
"""How long a picture that a draft let go of may be wanted again."""

_MAKE = change(
    insert(draft)
    .values({name: bindparam(name) for name in ("id", "owner", "hand", "content", "alts", "clip")})
    .values(version=1, saved_at=bindparam("now"))
    .on_conflict_do_nothing()
)
_SAVE = change(
    draft.update()
    .where(draft.c.id == bindparam("which"))
    .values(
        hand=bindparam("new_hand"),
        content=bindparam("new_content"),
        alts=bindparam("new_alts"),
        clip=bindparam("new_clip"),
        version=draft.c.version + 1,
        saved_at=bindparam("now"),
        refused=None,
    )
)
_LET_GO_OF_HAND = change(
    draft.update()
    .where(
        draft.c.owner == bindparam("whose"),
        draft.c.hand == bindparam("old_hand"),
        draft.c.id != bindparam("which"),
    )
    .values(hand=None)
)
_PICTURES = statement(
    select(draft_picture.c.picture).where(draft_picture.c.draft == bindparam("which")), PictureId
)
_CLEAR = change(draft_picture.delete().where(draft_picture.c.draft == bindparam("which")))
_HANG = change(
    draft_picture.insert().values(draft=bindparam("draft"), picture=bindparam("picture"))
)


async def make_draft(
    tx: Write, owner: PersonId, content: Draft, alts: Sequence[str] = (), hand: str = ""
) -> KeptDraft:
    """A new draft of `owner`'s, or the one that `hand` made already, saved anew.

    Raises `Refusal` draft.too_many, draft.too_large, note.bad_kind, note.bad_audience,
    note.foreign_picture and note.foreign_clip.
    """
    mine = hand_of(hand)
    standing = await draft_by_hand(tx, owner, mine) if mine else None
    if standing is not None:
        return await _save(tx, standing, content, alts, mine)
    fitting = await _fitting(tx, owner, content, alts)
    if await count_drafts(tx, owner) >= MOST:
        raise Refusal("draft.too_many", limit=MOST)
    which = tx.mint(DraftId)
    await let_go_of_hand(tx, owner, mine, which)
    words = {"content": content, "alts": fitting, "clip": content.clip}
    await tx.run(_MAKE, id=which, owner=owner, hand=mine, now=tx.now, **words)
    await _hang(tx, which, content)
    return await see_draft(tx, owner, which)


async def save_draft(
    tx: Write,
    before: KeptDraft,
    content: Draft,
    alts: Sequence[str] = (),
    hand: str = "",
    version: int = 0,
) -> KeptDraft:
    """`before` with new content, if `hand` saved it last or `version` is the one of now.

    Raises `Refusal` draft.changed_elsewhere, draft.too_large, note.bad_kind, note.bad_audience,
    note.foreign_picture and note.foreign_clip.
    """
    mine = hand_of(hand)
    if before.version != version and (mine is None or mine != before.hand):
        raise Refusal("draft.changed_elsewhere")
    return await _save(tx, before, content, alts, mine)


async def _save(
    tx: Write, before: KeptDraft, content: Draft, alts: Sequence[str], hand: str | None
) -> KeptDraft:
    fitting = await _fitting(tx, before.owner, content, alts)
    await let_go_of_hand(tx, before.owner, hand, before.id)
    await tx.run(
        _SAVE,
        which=before.id,
        new_hand=hand,
        new_content=content,
        new_alts=fitting,
        new_clip=content.clip,
        now=tx.now,
    )
    gone = set(await tx.all(_PICTURES, which=before.id)) - set(shown_in(content))
    await _hang(tx, before.id, content)
    await let_go(tx, gone, PATIENCE)
    if before.content.clip is not None and before.content.clip != content.clip:
        await tidy_clip_later(tx, before.content.clip)
    return await see_draft(tx, before.owner, before.id)


async def let_go_of_hand(tx: Write, owner: PersonId, hand: str | None, which: DraftId) -> None:
    """A page saves one draft at a time: `hand` is of no other draft than `which` any more."""
    if hand is not None:
        await tx.run(_LET_GO_OF_HAND, whose=owner, old_hand=hand, which=which)


async def let_go(tx: Write, gone: Iterable[PictureId], wait: timedelta = timedelta()) -> None:
    """Have pictures tidied up after `wait`, unless something needs them then."""
    for picture in sorted(gone):
        await enqueue(tx, TIDY_WORK, picture, wait=wait)


async def _hang(tx: Write, which: DraftId, content: Draft) -> None:
    await tx.run(_CLEAR, which=which)
    await tx.many(_HANG, [{"draft": which, "picture": one} for one in shown_in(content)])


async def _fitting(
    tx: Write, owner: PersonId, content: Draft, alts: Sequence[str]
) -> tuple[str, ...]:
    """One alt text a picture; raises where the draft is none that could be kept."""
    if content.kind not in KINDS:
        raise Refusal("note.bad_kind")
    if content.audience not in AUDIENCES:
        raise Refusal("note.bad_audience")
    fitting = tuple([*alts, *[""] * len(content.pictures)][: len(content.pictures)])
    said = (
        content.title,
        content.text,
        content.cover_words or "",
        content.place,
        content.clip_alt or "",
    )
    whole = sum(map(len, (*said, *content.topics, *fitting)))
    if whole > LARGEST or len(content.pictures) > PICTURES_MOST:
        raise Refusal("draft.too_large")
    shown = shown_in(content)
    found = await pictures(tx, shown) if shown else {}
    if any(one not in found or found[one].owner != owner for one in shown):
        raise Refusal("note.foreign_picture")
    await _owns(tx, owner, content.clip)
    return fitting


async def _owns(tx: Read, owner: PersonId, clip: ClipId | None) -> None:
    found = {} if clip is None else await clips(tx, [clip])
    if clip is not None and (clip not in found or found[clip].owner != owner):
        raise Refusal("note.foreign_clip")
