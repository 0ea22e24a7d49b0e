"""A draft goes out: published as it stands, now or at the time it was told."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from serai.accounts import Person, people
from serai.jobs import Work
from serai.kernel import DraftId, PersonId, Refusal, from_json
from serai.media import (
    STYLES,
    Blobs,
    Darkroom,
    PictureLimits,
    Prepared,
    behind,
    describe,
    receive,
    set_cover,
)
from serai.notes.drafts.delete import forget_drafts
from serai.notes.drafts.kept import KeptDraft, hand_of
from serai.notes.drafts.read import draft_by_hand, draft_due, see_draft
from serai.notes.drafts.schedule import PUBLISH_WORK, Due, give_up
from serai.notes.drafts.when_ready import go_when_ready
from serai.notes.note import Note, NoteLimits
from serai.notes.publish import publish
from serai.store import Database, Write


class Press(Struct, frozen=True):
    """What a draft goes out with: the crafts that set its cover, and how much is welcome."""

    darkroom: Darkroom
    blobs: Blobs
    note: NoteLimits = NoteLimits()
    picture: PictureLimits = PictureLimits()

    async def cover_of(
        self, database: Database, owner: PersonId, which: DraftId
    ) -> Prepared | None:
        """As `cover`, of a draft of `owner`'s; raises draft.not_found as well."""
        async with database.read() as look:
            kept = await see_draft(look, owner, which)
        return await self.cover(database, kept)

    async def cover(self, database: Database, kept: KeptDraft) -> Prepared | None:
        """The picture of a text draft's words, None for photos.

        Raises as `set_cover` and `behind` do.
        """
        content = kept.content
        if content.kind != "text":
            return None
        words = (content.cover_words or "").strip()
        style = next((one for one in STYLES if one == content.cover_style), STYLES[0])
        photo = b""
        if style == "photo":
            async with database.read() as look:
                photo = await behind(look, self.blobs, kept.owner, content.cover_photo)
        return await set_cover(self.darkroom, self.blobs, words, style, photo)


async def publish_draft(
    tx: Write, author: Person, which: DraftId, press: Press, cover: Prepared | None
) -> Note:
    """The draft as a note; nothing is left of the draft itself. `cover` as `press.cover` made it.

    Raises the `Refusal`s of `publish` and draft.not_found.
    """
    kept = await see_draft(tx, author.id, which)
    content = kept.content
    if cover is not None:
        alt = (content.cover_words or "").strip()
        made = await receive(tx, author.id, cover, alt, press.picture)
        content = replace(content, pictures=(made.id,))
    note = await publish(tx, author, content, press.note)
    if content.kind == "photo":
        for picture, alt in zip(content.pictures, kept.alts, strict=True):
            await describe(tx, author.id, picture, alt, press.picture)
    await forget_drafts(tx, [which])
    return note


async def used_up(
    tx: Write, owner: PersonId, which: DraftId | None, hand: str, version: int
) -> None:
    """A page published what it holds, so its draft is done with.

    A draft that another page changed meanwhile stays: it says what this page did not.
    """
    page = hand_of(hand)
    by_hand = await draft_by_hand(tx, owner, page) if page else None
    done = {} if by_hand is None else {by_hand.id: by_hand}
    if which is not None:
        done |= await _unchanged(tx, owner, which, version)
    await forget_drafts(tx, list(done))


async def _unchanged(
    tx: Write, owner: PersonId, which: DraftId, version: int
) -> Mapping[DraftId, KeptDraft]:
    try:
        kept = await see_draft(tx, owner, which)
    except Refusal:
        return {}
    return {which: kept} if kept.version == version else {}


def publish_due(press: Press) -> Mapping[str, Work]:
    """The work that publishes drafts at their time, by its name."""

    async def go_out(database: Database, body: bytes) -> None:
        due = from_json(body, Due)
        async with database.read() as look:
            kept = await draft_due(look, due.draft)
        # Taken back, put off or gone out before: a job may be done twice, a draft goes out once.
        if kept is None or kept.publish_at != due.at:
            return
        try:
            cover = await press.cover(database, kept)
            async with database.write() as tx:
                await _publish_if_due(tx, due, press, cover)
        except Refusal as no:
            if no.code == "media.busy":
                raise  # tried again in a moment, as work that failed is
            async with database.write() as tx:
                if no.code == "note.clip_not_ready":
                    await go_when_ready(tx, kept.owner, kept.id, press.note)
                else:
                    await give_up(tx, due, no)

    return {PUBLISH_WORK: go_out}


async def _publish_if_due(tx: Write, due: Due, press: Press, cover: Prepared | None) -> None:
    kept = await draft_due(tx, due.draft)
    if kept is None or kept.publish_at != due.at:
        return
    author = (await people(tx, [kept.owner])).get(kept.owner)
    if author is not None:
        await publish_draft(tx, author, due.draft, press, cover)
