"""What was said, as a page shows it: who by, in which language, and what the viewer may do."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from serai.accounts import Person, find_many, people
from serai.comments import (
    NOBODY,
    Comment,
    liked_comments,
)
from serai.entry import Ask, Turning
from serai.graph import muted_among
from serai.kernel import CommentId
from serai.media import Picture, pictures
from serai.notes import Note
from serai.store import Read
from serai.web.covers import View, address, card_view, face
from serai.web.prose import handles_said, prose
from serai.web.tongues import Tongue, drawn, tongues, wants


class Remark(Struct, frozen=True):
    """A comment as a page shows it; no author: they have left, and only the answers stand."""

    id: CommentId
    author: Person | None
    face: str | None
    text: Markup
    language: str
    at: int
    mine: bool
    by_maker: bool
    likes: int
    liked: bool
    muted: bool
    picture: View | None
    large: str
    tongue: Tongue
    turned: Markup


async def remark_of(tx: Read, ask: Ask, note: Note, said: Comment, turning: Turning) -> Remark:
    """One comment whose translation was asked for."""
    return (await remarks_of(tx, ask, note, [said], turning))[said.id]


async def remarks_of(
    tx: Read, ask: Ask, note: Note, said: Sequence[Comment], turning: Turning | None = None
) -> dict[CommentId, Remark]:
    """What was said as a page shows it, in a few questions for all."""
    authors = await people(tx, list({one.author for one in said})) if said else {}
    shown = [person.avatar for person in authors.values() if person.avatar]
    shown += [one.picture for one in said if one.picture]
    found = await pictures(tx, shown) if shown else {}
    named = list({handle for one in said for handle in handles_said(one.text)})
    handles = frozenset(await find_many(tx, named)) if named else frozenset()
    me = ask.person.id if ask.person else None
    liked = await liked_comments(tx, me, [one.id for one in said])
    muted = await muted_among(tx, me, authors)
    wanted = turning is not None or wants(ask)
    texts = [[one.text] for one in said]
    told = dict(
        zip(
            [one.id for one in said],
            await tongues(tx, ask, texts, wanted=wanted, turning=turning),
            strict=True,
        )
    )

    def draw(text: str, language: str) -> Markup:
        return prose(text, language, {}, handles)

    return {
        one.id: Remark(
            id=one.id,
            author=author,
            face=face(found.get(author.avatar)) if author and author.avatar else None,
            text=draw(one.text, one.language),
            language=one.language,
            at=one.at,
            mine=one.author == me,
            by_maker=one.author == note.author,
            likes=one.likes,
            liked=one.id in liked,
            muted=one.author in muted,
            tongue=told[one.id],
            turned=drawn(ask, told[one.id].texts[0], draw),
            **_shown(found.get(one.picture) if one.picture else None),
        )
        for one in said
        if (author := authors.get(one.author)) is not None or one.author == NOBODY
    }


def _shown(picture: Picture | None) -> dict[str, Any]:
    if picture is None:
        return {"picture": None, "large": ""}
    large = max((cut for cut in picture.variants if cut.use == "full"), key=lambda cut: cut.width)
    return {"picture": card_view(picture), "large": address(large)}
