"""People, the keys they hold, and where they are signed in."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, PrimaryKeyConstraint, Table, Text

from serai.kernel import PasskeyId, PersonId, PictureId, SessionId
from serai.store import IdColumn, Json, Time, metadata

person = Table(
    "person",
    metadata,
    Column("id", IdColumn(PersonId), primary_key=True, autoincrement=False),
    Column("handle", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("bio", Text, nullable=False),
    Column("languages", Json(tuple[str, ...]), nullable=False),
    Column("avatar", IdColumn(PictureId)),
    Column("locale", Text),
    Column("password", Text),
    Column("joined_at", Time, nullable=False),
    Column("private_at", Time),
    Column("likes_shown_at", Time),
    Column("unfindable_at", Time),
    Column("left_at", Time),
    Column("translates_at", Time),
)
Index(
    "ix_person_left",
    person.c.left_at,
    sqlite_where=person.c.left_at.is_not(None),
    postgresql_where=person.c.left_at.is_not(None),
)

session = Table(
    "session",
    metadata,
    Column("id", IdColumn(SessionId), primary_key=True, autoincrement=False),
    Column("person", IdColumn(PersonId), nullable=False, index=True),
    Column("token", LargeBinary, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("made_at", Time, nullable=False),
    Column("seen_at", Time, nullable=False),
    Column("until", Time, nullable=False, index=True),
)

passkey = Table(
    "passkey",
    metadata,
    Column("id", IdColumn(PasskeyId), primary_key=True, autoincrement=False),
    Column("person", IdColumn(PersonId), nullable=False, index=True),
    Column("credential", LargeBinary, nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("uses", BigInteger, nullable=False),
    Column("label", Text, nullable=False),
    Column("made_at", Time, nullable=False),
    Column("used_at", Time),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("code", LargeBinary, nullable=False),
    Column("made_at", Time, nullable=False),
    Column("used_at", Time),
    PrimaryKeyConstraint("person", "code"),
)

challenge = Table(
    "challenge",
    metadata,
    Column("secret", LargeBinary, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("challenge", LargeBinary, nullable=False),
    Column("until", Time, nullable=False, index=True),
)
