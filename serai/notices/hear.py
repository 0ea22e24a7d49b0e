"""Hear what one was told: gathered, with the note and the words it is about, for one's own eyes."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from serai.comments import Comment, comments_seen
from serai.kernel import CommentId, NoticeId, PersonId
from serai.notes import Note, may_see, notes
from serai.notes.drafts import KeptDraft, drafts_among
from serai.notices.notice import Family
from serai.notices.read import Gathered, gathered
from serai.store import Read

TALK: Final = frozenset({"comment", "answer", "mention", "comment_like"})
WIDEST: Final = 200
"""Notices asked for at once where many had to be left out."""


class Heard(Struct, frozen=True):
    """A notice that may be shown; `words` is the latest comment it gathers, where it is of such.

    `draft` is what it tells of where that did not go out.
    """

    what: Gathered
    note: Note | None
    words: Comment | None
    draft: KeptDraft | None = None


async def hear(
    tx: Read, me: PersonId, family: Family, before: tuple[int, NoticeId] | None, limit: int
) -> list[Heard]:
    """What `me` was told, newest first, from behind the place `before` on.

    The gate is the last to speak; a page that it left short is filled up from further down.
    """
    page: list[Heard] = []
    ask = limit
    while True:
        found = await gathered(tx, me, family, before, ask)
        page += await _seen(tx, me, found)
        if len(page) >= limit or len(found) < ask:
            return page[:limit]
        before, ask = (found[-1].at, found[-1].id), min(2 * ask, WIDEST)


async def _seen(tx: Read, me: PersonId, found: Sequence[Gathered]) -> list[Heard]:
    asked = [one.note for one in found if one.note is not None]
    seen = {note.id: note for note in await may_see(tx, me, await notes(tx, asked))}
    things = [CommentId(thing) for one in found if one.kind in TALK for thing in one.things]
    said = await comments_seen(tx, me, [thing for thing in things if thing]) if things else {}
    drafts = await drafts_among(tx, me, [one.draft for one in found if one.draft is not None])
    page: list[Heard] = []
    for one in found:
        if one.draft is not None:
            page += [Heard(one, None, None, drafts[one.draft])] if one.draft in drafts else []
            continue
        note = None if one.note is None else seen.get(one.note)
        words = next((said[CommentId(t)] for t in one.things if t in said), None)
        spoken = one.kind in TALK and 0 not in one.things
        if (one.note is None or note is not None) and (words is not None or not spoken):
            page.append(Heard(one, note, words if one.kind in TALK else None))
    return page
