"""What people are told, the deeds it is gathered from, when they looked, what they switched off.

A notice gathers what was done of one kind to one note (0: to no note; a draft
that did not go out is told of by its own id) since its person's last look:
`look` counts the looks before it. A deed is one person's part of it, told once however often it is
undone and done again.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from serai.kernel import NoticeId, PersonId
from serai.store import IdColumn, Time, metadata

notice = Table(
    "notice",
    metadata,
    Column("id", IdColumn(NoticeId), primary_key=True, autoincrement=False),
    Column("person", IdColumn(PersonId), nullable=False),
    Column("kind", Text, nullable=False),
    Column("about", BigInteger, nullable=False),
    Column("look", Integer, nullable=False),
    Column("at", Time, nullable=False, index=True),
    Column("hushed_at", Time),
    UniqueConstraint("person", "look", "kind", "about"),
)
Index("ix_notice_person", notice.c.person, notice.c.at, notice.c.id)
Index("ix_notice_about", notice.c.about)

deed = Table(
    "notice_deed",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("kind", Text, nullable=False),
    Column("about", BigInteger, nullable=False),
    Column("actor", IdColumn(PersonId), nullable=False),
    Column("thing", BigInteger, nullable=False),
    Column("notice", IdColumn(NoticeId), nullable=False),
    Column("at", Time, nullable=False),
    Column("undone_at", Time),
    PrimaryKeyConstraint("person", "kind", "about", "actor", "thing"),
)
Index("ix_notice_deed_notice", deed.c.notice, deed.c.at)
Index("ix_notice_deed_actor", deed.c.actor, deed.c.about)

looks = Table(
    "notice_look",
    metadata,
    Column("person", IdColumn(PersonId), primary_key=True, autoincrement=False),
    Column("look", Integer, nullable=False),
    Column("at", Time),
    Column("stirred_at", Time, nullable=False, index=True),
)

off = Table(
    "notice_off",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("person", "kind"),
)
