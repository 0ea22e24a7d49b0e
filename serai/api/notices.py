"""What you should hear about: gathered, counted, marked as read, and switched off by kind."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct, structs
from starlette.responses import Response

from serai.api.account_views import PersonView
from serai.api.note_views import person_views
from serai.api.paging import NUMBER, Page, answer, cursor, numbers_in
from serai.entry import Ask, Routes
from serai.entry.line import line_of
from serai.kernel import CommentId, DraftId, NoteId, NoticeId, PersonId, PictureId, iso
from serai.media import Picture, pictures
from serai.notices import KINDS, Family, Heard, Kind, hear, look, switch, switched_off
from serai.notices import unread as unread_notices
from serai.store import Read, Write

routes = Routes()

Shown = Mapping[PictureId, Picture]


class NoticesPaging(Struct, frozen=True):
    """As `Paging`; `kind` is all, or a part of what there is to hear."""

    after: Annotated[str, Meta(pattern=f"^(({NUMBER}){{2}})?$")] = ""
    limit: Annotated[int, Meta(ge=1, le=50)] = 20
    kind: Family = "all"


class NoticeView(Struct, frozen=True):
    """What `count` people did of one kind to one note since you looked; `people` are the latest.

    `comment` is the latest it gathers, `text` its `line`. `stage` counts the audiences that met
    your note. `draft` is one of yours that did not go out at its time; it says why in `refused`.
    `place` says in `read` how far you have seen.
    """

    id: NoticeId
    kind: Kind
    people: tuple[PersonView, ...]
    count: int
    note: NoteId | None
    draft: DraftId | None
    comment: CommentId | None
    text: str | None
    stage: int | None
    unread: bool
    at: str
    place: str


class Unread(Struct, frozen=True):
    """How many notices came since you looked, at most 100."""

    count: int


class Seen(Struct, frozen=True):
    """The `place` of the newest notice you have seen; left out: all there are."""

    place: Annotated[str, Meta(pattern=f"^(({NUMBER}){{2}})?$")] = ""


class SwitchesView(Struct, frozen=True):
    """Which kinds you wish to hear of; what is left out is on."""

    like: bool = True
    collect: bool = True
    comment: bool = True
    answer: bool = True
    mention: bool = True
    comment_like: bool = True
    follow: bool = True
    request: bool = True
    accepted: bool = True
    trial: bool = True
    draft: bool = True


def _view(ask: Ask, one: Heard, known: Mapping[PersonId, PersonView], shown: Shown) -> NoticeView:
    what, words = one.what, one.words
    picture = shown.get(words.picture) if words and words.picture else None
    return NoticeView(
        id=what.id,
        kind=what.kind,
        people=tuple(known[who] for who in what.actors if who in known),
        count=what.people,
        note=what.note,
        draft=what.draft,
        comment=words.id if words else None,
        text=line_of(ask, words, picture) if words else None,
        stage=max(what.things) if what.kind == "trial" else None,
        unread=what.unread,
        at=iso(what.at),
        place=cursor(what.at, what.id),
    )


@routes.get("/api/serai/v1/notices", body=NoticesPaging, answer=Page[NoticeView])
async def read_notices(tx: Read, ask: Ask, paging: NoticesPaging) -> Response:
    """What you should hear about, the latest first."""
    numbers = numbers_in(paging.after)
    before = (numbers[0], NoticeId(numbers[1])) if numbers else None
    found = await hear(tx, ask.must().id, paging.kind, before, paging.limit + 1)
    shown = found[: paging.limit]
    known = await person_views(tx, [who for one in shown for who in one.what.actors])
    said = [one.words.picture for one in shown if one.words and one.words.picture]
    pictured = await pictures(tx, said) if said else {}
    behind = cursor(shown[-1].what.at, shown[-1].what.id) if len(found) > paging.limit else None
    return answer(ask, [_view(ask, one, known, pictured) for one in shown], behind)


@routes.get("/api/serai/v1/notices/unread", answer=Unread)
async def read_unread(tx: Read, ask: Ask, _: None) -> Unread:
    """How many are new."""
    return Unread(await unread_notices(tx, ask.must().id))


@routes.post("/api/serai/v1/notices/read", body=Seen, answer=Unread)
async def mark_read(tx: Write, ask: Ask, seen: Seen) -> Unread:
    """You have seen them; what came after the place you name stays new."""
    numbers = numbers_in(seen.place)
    return Unread(await look(tx, ask.must().id, numbers[0] if numbers else None))


@routes.get("/api/serai/v1/notices/switches", answer=SwitchesView)
async def read_switches(tx: Read, ask: Ask, _: None) -> SwitchesView:
    """Which kinds you hear of."""
    off = await switched_off(tx, ask.must().id)
    return SwitchesView(**{kind: kind not in off for kind in KINDS})


@routes.put("/api/serai/v1/notices/switches", body=SwitchesView, answer=SwitchesView)
async def put_switches(tx: Write, ask: Ask, asked: SwitchesView) -> SwitchesView:
    """Hear of these kinds from now on."""
    wanted = structs.asdict(asked)
    for kind in KINDS:
        await switch(tx, ask.must().id, kind, on=wanted[kind])
    return asked
