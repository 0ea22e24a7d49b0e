"""Comments under notes and answers, two levels; their hearts, pins, and who may join the talk."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from serai.kernel import CommentId, NoteId, PersonId, PictureId
from serai.languages import KeptSpan
from serai.store import IdColumn, Json, Time, metadata

comment = Table(
    "comment",
    metadata,
    Column("id", IdColumn(CommentId), primary_key=True, autoincrement=False),
    Column("note", IdColumn(NoteId), nullable=False),
    Column("author", IdColumn(PersonId), nullable=False),
    Column("root", IdColumn(CommentId)),
    Column("answers", IdColumn(CommentId)),
    Column("text", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("withdrawn_at", Time),
    Column("likes", Integer, nullable=False, server_default="0"),
    Column("picture", IdColumn(PictureId)),
    Column("spans", Json(tuple[KeptSpan, ...])),
)
Index("ix_comment_note", comment.c.note, comment.c.id)
Index("ix_comment_root", comment.c.root, comment.c.id)
Index("ix_comment_author", comment.c.author)
Index("ix_comment_picture", comment.c.picture, unique=True)

comment_like = Table(
    "comment_like",
    metadata,
    Column("comment", IdColumn(CommentId), nullable=False),
    Column("person", IdColumn(PersonId), nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("comment", "person"),
)
Index("ix_comment_like_person", comment_like.c.person)

comment_pin = Table(
    "comment_pin",
    metadata,
    Column("note", IdColumn(NoteId), primary_key=True, autoincrement=False),
    Column("comment", IdColumn(CommentId), nullable=False, unique=True),
    Column("at", Time, nullable=False),
)

comment_circle = Table(
    "comment_circle",
    metadata,
    Column("note", IdColumn(NoteId), primary_key=True, autoincrement=False),
    Column("who", Text, nullable=False),
    Column("at", Time, nullable=False),
)
