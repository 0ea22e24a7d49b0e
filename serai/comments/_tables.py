"""Comments under notes, and answers under comments: two levels."""

from sqlalchemy import Column, Index, Table, Text

from serai.kernel import CommentId, NoteId, PersonId
from serai.store import IdColumn, Time, metadata

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
)
Index("ix_comment_note", comment.c.note, comment.c.id)
Index("ix_comment_root", comment.c.root, comment.c.id)
