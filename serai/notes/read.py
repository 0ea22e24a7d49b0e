"""Read notes by id, whole; whoever shows them passes the gate in `visibility` first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.kernel import ClipId, NoteId, PersonId, PictureId
from serai.languages import KeptSpan
from serai.notes._tables import (
    note,
    note_hidden,
    note_like,
    note_mention,
    note_picture,
    note_topic,
)
from serai.notes.note import Audience, Kind, Note, TopicTag
from serai.store import Read, Statement, among, statement

T = TypeVar("T")


class _Row(Struct, frozen=True):
    id: NoteId
    author: PersonId
    kind: Kind
    title: str
    text: str
    language: str
    audience: Audience
    cover_words: str | None
    cover_style: str | None
    cover_photo: PictureId | None
    likes: int
    published_at: int
    edited_at: int | None
    withdrawn_at: int | None
    place: str | None
    place_key: str | None
    title_spans: tuple[KeptSpan, ...] | None
    text_spans: tuple[KeptSpan, ...] | None
    clip: ClipId | None


class Outline(Struct, frozen=True):
    """As much of a note as its gate asks about."""

    id: NoteId
    author: PersonId
    audience: Audience
    withdrawn_at: int | None


_NOTES = statement(
    select(*(note.c[name] for name in _Row.__struct_fields__)).where(among(note.c.id, "ids")), _Row
)
_TOPICS = statement(
    select(note_topic.c.note, note_topic.c.topic, note_topic.c.shown)
    .where(among(note_topic.c.note, "ids"))
    .order_by(note_topic.c.note, note_topic.c.place),
    lambda which, topic, shown: (which, TopicTag(topic, shown)),
)
_PICTURES = statement(
    select(note_picture.c.note, note_picture.c.picture)
    .where(among(note_picture.c.note, "ids"))
    .order_by(note_picture.c.note, note_picture.c.place),
    lambda which, picture: (which, picture),
)
_HOLDING = statement(
    select(note_picture.c.note).where(note_picture.c.picture == bindparam("picture")), NoteId
)
_OUTLINE = select(*(note.c[name] for name in Outline.__struct_fields__))
_SHOWING = statement(
    _OUTLINE.join_from(note, note_picture, note_picture.c.note == note.c.id).where(
        among(note_picture.c.picture, "pictures")
    ),
    Outline,
)
_PLAYING = statement(_OUTLINE.where(among(note.c.clip, "clips")), Outline)
_BEHIND_WORDS = statement(
    select(note.c.id).where(note.c.cover_photo == bindparam("picture")).limit(1), NoteId
)
_MOVING = statement(select(note.c.id).where(note.c.clip == bindparam("clip")).limit(1), NoteId)
_LIKED = statement(
    select(note_like.c.note).where(
        note_like.c.person == bindparam("person"), among(note_like.c.note, "ids")
    ),
    NoteId,
)
_MENTIONED = statement(
    select(note_mention.c.person).where(note_mention.c.note == bindparam("which")), PersonId
)
_HIDDEN = statement(
    select(note_hidden.c.note).where(
        note_hidden.c.person == bindparam("person"), among(note_hidden.c.note, "ids")
    ),
    NoteId,
)


async def notes(tx: Read, ids: Sequence[NoteId]) -> list[Note]:
    """Those of `ids` that exist, each once, in the order of `ids`; withdrawn ones too."""
    if not ids:
        return []
    asked = list(dict.fromkeys(ids))
    rows = {row.id: row for row in await tx.all(_NOTES, ids=asked)}
    topics = await _grouped(tx, _TOPICS, asked)
    pictures = await _grouped(tx, _PICTURES, asked)
    return [_whole(rows[which], topics, pictures) for which in asked if which in rows]


async def _grouped(
    tx: Read, asked: Statement[tuple[NoteId, T]], ids: list[NoteId]
) -> Mapping[NoteId, list[T]]:
    groups: defaultdict[NoteId, list[T]] = defaultdict(list)
    for which, part in await tx.all(asked, ids=ids):
        groups[which].append(part)
    return groups


def _whole(
    row: _Row,
    topics: Mapping[NoteId, list[TopicTag]],
    pictures: Mapping[NoteId, list[PictureId]],
) -> Note:
    return Note(
        id=row.id,
        author=row.author,
        kind=row.kind,
        title=row.title,
        text=row.text,
        language=row.language,
        audience=row.audience,
        topics=tuple(topics.get(row.id, ())),
        pictures=tuple(pictures.get(row.id, ())),
        cover_words=row.cover_words,
        cover_style=row.cover_style,
        cover_photo=row.cover_photo,
        likes=row.likes,
        published_at=row.published_at,
        edited_at=row.edited_at,
        withdrawn_at=row.withdrawn_at,
        place=row.place or "",
        place_key=row.place_key,
        title_spans=row.title_spans or (),
        text_spans=row.text_spans or (),
        clip=row.clip,
    )


async def note_holding(tx: Read, picture: PictureId) -> Note | None:
    """The note that shows `picture`, if any; its gate is the picture's gate."""
    which = await tx.one(_HOLDING, picture=picture)
    return (await notes(tx, [which]))[0] if which is not None else None


async def note_of_clip(tx: Read, clip: ClipId) -> Note | None:
    """The note that shows `clip`, if any; its gate is the clip's gate."""
    which = await tx.one(_MOVING, clip=clip)
    return (await notes(tx, [which]))[0] if which is not None else None


async def outlines_holding(
    tx: Read, pictures: Sequence[PictureId], clips: Sequence[ClipId] = ()
) -> list[Outline]:
    """Of the notes that show one of these, what their gate asks about."""
    found = await tx.all(_SHOWING, pictures=list(pictures)) if pictures else []
    return [*found, *(await tx.all(_PLAYING, clips=list(clips)) if clips else ())]


async def in_notes(tx: Read, picture: PictureId) -> bool:
    """Whether a note shows `picture`, or has its words set over it."""
    if await tx.one(_HOLDING, picture=picture) is not None:
        return True
    return await tx.one(_BEHIND_WORDS, picture=picture) is not None


async def mentioned_in(tx: Read, which: NoteId) -> list[PersonId]:
    """Everybody whom the note names."""
    return await tx.all(_MENTIONED, which=which)


async def liked_by(tx: Read, person: PersonId, ids: Iterable[NoteId]) -> set[NoteId]:
    """Those of `ids` that `person` gave a heart."""
    return set(await tx.all(_LIKED, person=person, ids=list(ids)))


async def hidden_by(tx: Read, person: PersonId, ids: Iterable[NoteId]) -> set[NoteId]:
    """Those of `ids` that `person` wishes not to see again."""
    return set(await tx.all(_HIDDEN, person=person, ids=list(ids)))
