"""Notes with their pictures, topics and mentions; hearts; what is hidden; drafts."""

from sqlalchemy import (
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    and_,
)

from serai.kernel import ClipId, DraftId, NoteId, PersonId, PictureId, Why
from serai.languages import KeptSpan
from serai.notes.note import Draft
from serai.store import IdColumn, Json, Time, metadata

note = Table(
    "note",
    metadata,
    Column("id", IdColumn(NoteId), primary_key=True, autoincrement=False),
    Column("author", IdColumn(PersonId), nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("cover_words", Text),
    Column("cover_style", Text),
    Column("cover_photo", IdColumn(PictureId), index=True),
    Column("likes", Integer, nullable=False),
    Column("published_at", Time, nullable=False),
    Column("edited_at", Time),
    Column("withdrawn_at", Time),
    Column("described_at", Time),
    Column("place", Text),
    Column("place_key", Text),
    Column("title_spans", Json(tuple[KeptSpan, ...])),
    Column("text_spans", Json(tuple[KeptSpan, ...])),
    Column("clip", IdColumn(ClipId)),
)
Index("ix_note_author", note.c.author, note.c.id)
_PLACED = note.c.place.is_not(None)
Index("ix_note_place", note.c.place, sqlite_where=_PLACED, postgresql_where=_PLACED)
_UNDESCRIBED = and_(note.c.described_at.is_(None), note.c.withdrawn_at.is_(None))
Index("ix_note_undescribed", note.c.id, sqlite_where=_UNDESCRIBED, postgresql_where=_UNDESCRIBED)

_MOVES = note.c.clip.is_not(None)
Index("ix_note_clip", note.c.clip, sqlite_where=_MOVES, postgresql_where=_MOVES)

note_picture = Table(
    "note_picture",
    metadata,
    Column("note", IdColumn(NoteId), nullable=False),
    Column("place", Integer, nullable=False),
    Column("picture", IdColumn(PictureId), nullable=False, unique=True),
    PrimaryKeyConstraint("note", "place"),
)

note_topic = Table(
    "note_topic",
    metadata,
    Column("note", IdColumn(NoteId), nullable=False),
    Column("topic", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("shown", Text, nullable=False),
    PrimaryKeyConstraint("note", "topic"),
)
Index("ix_note_topic_topic", note_topic.c.topic, note_topic.c.note)

note_mention = Table(
    "note_mention",
    metadata,
    Column("note", IdColumn(NoteId), nullable=False),
    Column("person", IdColumn(PersonId), nullable=False),
    PrimaryKeyConstraint("note", "person"),
)

note_like = Table(
    "note_like",
    metadata,
    Column("note", IdColumn(NoteId), nullable=False),
    Column("person", IdColumn(PersonId), nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("note", "person"),
)
Index("ix_note_like_person", note_like.c.person, note_like.c.at)
Index("ix_note_like_at", note_like.c.at)

note_hidden = Table(
    "note_hidden",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("note", IdColumn(NoteId), nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("person", "note"),
)

draft = Table(
    "draft",
    metadata,
    Column("id", IdColumn(DraftId), primary_key=True, autoincrement=False),
    Column("owner", IdColumn(PersonId), nullable=False),
    Column("hand", Text),
    Column("version", Integer, nullable=False),
    Column("content", Json(Draft), nullable=False),
    Column("alts", Json(tuple[str, ...]), nullable=False),
    Column("saved_at", Time, nullable=False),
    Column("publish_at", Time),
    Column("clip", IdColumn(ClipId), index=True),
    Column("when_ready_at", Time),
    Column("refused", Json(Why)),
    Column("deleted_at", Time),
    UniqueConstraint("owner", "hand"),
)
Index("ix_draft_owner", draft.c.owner, draft.c.saved_at)

draft_picture = Table(
    "draft_picture",
    metadata,
    Column("draft", IdColumn(DraftId), nullable=False),
    Column("picture", IdColumn(PictureId), nullable=False, index=True),
    PrimaryKeyConstraint("draft", "picture"),
)
