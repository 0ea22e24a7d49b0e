"""Read what a person was told: gathered, the newest first; and how much of it is new."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Select, and_, bindparam, func, or_, select, tuple_

from serai.accounts import has_left
from serai.graph import blocked_with
from serai.kernel import DraftId, NoteId, NoticeId, PersonId
from serai.notes.drafts import stands_as_draft
from serai.notices._tables import deed, looks, notice
from serai.notices.notice import FAMILIES, Family, Kind
from serai.store import IdColumn, Read, Time, among, statement

NEWEST: Final = 2**63 - 1
COUNTED: Final = 100
"""Unread notices are counted so far; nobody reads a longer number."""

RECENT: Final = 8
"""So many of the newest deeds of a notice are read for faces and words."""

FACES: Final = 3

CROWD: Final = 1_000
"""People of a notice are counted so far, as a loved note has very many."""


class Gathered(Struct, frozen=True):
    """What so many people (at most `CROWD`) did of one kind to one note since a look.

    Where `draft` stands it is a draft of one's own instead, which did not go out.

    `actors` are the latest of them, `things` what the latest deeds made, both newest first; `at` in
    epoch microseconds.
    """

    id: NoticeId
    kind: Kind
    note: NoteId | None
    draft: DraftId | None
    at: int
    unread: bool
    actors: tuple[PersonId, ...]
    things: tuple[int, ...]
    people: int


class _Row(Struct, frozen=True):
    id: NoticeId
    kind: Kind
    about: int
    at: int
    look: int


_ME = bindparam("me", type_=IdColumn(PersonId))
_STANDS = and_(
    deed.c.undone_at.is_(None), deed.c.actor.not_in(blocked_with(_ME)), ~has_left(deed.c.actor)
)
_SHOWN = (
    notice.c.person == _ME,
    notice.c.hushed_at.is_(None),
    or_(notice.c.kind != "draft", stands_as_draft(notice.c.about, _ME)),
    select(deed.c.at).where(deed.c.notice == notice.c.id, _STANDS).exists(),
)
_LOOKED = func.coalesce(select(looks.c.look).where(looks.c.person == _ME).scalar_subquery(), 0)
_PAGE = statement(
    select(*(notice.c[name] for name in _Row.__struct_fields__))
    .where(
        *_SHOWN,
        among(notice.c.kind, "kinds"),
        tuple_(notice.c.at, notice.c.id)
        < tuple_(bindparam("at", type_=Time), bindparam("id", type_=IdColumn(NoticeId))),
    )
    .order_by(notice.c.at.desc(), notice.c.id.desc())
    .limit(bindparam("limit")),
    _Row,
)
_UNREAD: Select[Any] = select(notice.c.id).where(*_SHOWN, notice.c.look == _LOOKED).limit(COUNTED)
_COUNT = statement(select(func.count()).select_from(_UNREAD.subquery()), int)
_TIMES = statement(select(_LOOKED), int)
_older = deed.alias()
_FROM = func.coalesce(
    select(_older.c.at)
    .where(_older.c.notice == notice.c.id, _older.c.undone_at.is_(None))
    .order_by(_older.c.at.desc())
    .limit(1)
    .offset(RECENT - 1)
    .scalar_subquery(),
    0,
)
_LATEST = statement(
    select(deed.c.notice, deed.c.actor, deed.c.thing)
    .join_from(notice, deed, and_(deed.c.notice == notice.c.id, deed.c.at >= _FROM))
    .where(among(notice.c.id, "ids"), _STANDS)
    .order_by(deed.c.notice, deed.c.at.desc(), deed.c.thing.desc()),
    lambda which, actor, thing: (which, (actor, thing)),
)
_WHO: Select[Any] = (
    select(deed.c.actor)
    .where(deed.c.notice == notice.c.id, _STANDS)
    .distinct()
    .limit(CROWD)
    .correlate(notice)
)
_PEOPLE = statement(
    select(notice.c.id, select(func.count()).select_from(_WHO.subquery()).scalar_subquery()).where(
        among(notice.c.id, "ids")
    ),
    lambda which, people: (which, people),
)


async def unread(tx: Read, me: PersonId) -> int:
    """How many notices came since `me` looked, at most `COUNTED`."""
    return await tx.one(_COUNT, me=me) or 0


async def gathered(
    tx: Read, me: PersonId, family: Family, before: tuple[int, NoticeId] | None, limit: int
) -> list[Gathered]:
    """What `me` was told, the newest first, from behind the place `before` on.

    The notes have not passed their gate: whoever shows them asks `notes.may_see`.
    """
    at, which = before or (NEWEST, NoticeId(NEWEST))
    kinds = list(FAMILIES[family])
    rows = await tx.all(_PAGE, me=me, kinds=kinds, at=at, id=which, limit=limit)
    return await _whole(tx, me, rows) if rows else []


async def _whole(tx: Read, me: PersonId, rows: Sequence[_Row]) -> list[Gathered]:
    ids = [row.id for row in rows]
    looked = await tx.one(_TIMES, me=me) or 0
    people = dict(await tx.all(_PEOPLE, me=me, ids=ids))
    latest: defaultdict[NoticeId, list[tuple[PersonId, int]]] = defaultdict(list)
    for which, did in await tx.all(_LATEST, me=me, ids=ids):
        latest[which].append(did)
    return [
        Gathered(
            id=row.id,
            kind=row.kind,
            note=NoteId(row.about) if row.about and row.kind != "draft" else None,
            draft=DraftId(row.about) if row.kind == "draft" else None,
            at=row.at,
            unread=row.look == looked,
            actors=tuple(dict.fromkeys(actor for actor, _ in latest[row.id]))[:FACES],
            things=tuple(thing for _, thing in latest[row.id])[:RECENT],
            people=people.get(row.id, 0),
        )
        for row in rows
    ]
