"""The first house: the tables of every room."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "answered",
        sa.Column("person", _id, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "key", name=op.f("pk_answered")),
    )
    op.create_table(
        "arrival",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("understanding", sa.Text(), nullable=False),
        sa.Column("removed", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint("secret", name=op.f("uq_arrival_secret")),
    )
    op.create_table(
        "block",
        sa.Column("blocker", _id, nullable=False),
        sa.Column("blocked", _id, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("blocker", "blocked", name=op.f("pk_block")),
    )
    op.create_index("ix_block_blocked", "block", ["blocked"], unique=False)
    op.create_table(
        "challenge",
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("secret", name=op.f("pk_challenge")),
    )
    op.create_index(op.f("ix_challenge_until"), "challenge", ["until"], unique=False)
    op.create_table(
        "comment",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("note", _id, nullable=False),
        sa.Column("author", _id, nullable=False),
        sa.Column("root", _id, nullable=True),
        sa.Column("answers", _id, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index("ix_comment_note", "comment", ["note", "id"], unique=False)
    op.create_index("ix_comment_root", "comment", ["root", "id"], unique=False)
    op.create_table(
        "demo_planted",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_demo_planted")),
    )
    op.create_table(
        "event",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("spread_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(
        "ix_event_spread",
        "event",
        ["spread_at"],
        unique=False,
        sqlite_where=sa.text("spread_at IS NOT NULL"),
        postgresql_where=sa.text("spread_at IS NOT NULL"),
    )
    op.create_index(
        "ix_event_unspread",
        "event",
        ["id"],
        unique=False,
        sqlite_where=sa.text("spread_at IS NULL"),
        postgresql_where=sa.text("spread_at IS NULL"),
    )
    op.create_table(
        "follow",
        sa.Column("follower", _id, nullable=False),
        sa.Column("followee", _id, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("follower", "followee", name=op.f("pk_follow")),
    )
    op.create_index("ix_follow_followee", "follow", ["followee", "at"], unique=False)
    op.create_table(
        "interest",
        sa.Column("person", _id, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("dropped_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person", "topic", name=op.f("pk_interest")),
    )
    op.create_table(
        "job",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("cause", _id, nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("gave_up_at", sa.BigInteger(), nullable=True),
        sa.Column("complaint", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("cause", "name", name=op.f("uq_job_cause_name")),
    )
    op.create_index(
        "ix_job_done",
        "job",
        ["done_at"],
        unique=False,
        sqlite_where=sa.text("done_at IS NOT NULL"),
        postgresql_where=sa.text("done_at IS NOT NULL"),
    )
    op.create_index(
        "ix_job_due",
        "job",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_job_given_up",
        "job",
        ["gave_up_at"],
        unique=False,
        sqlite_where=sa.text("gave_up_at IS NOT NULL"),
        postgresql_where=sa.text("gave_up_at IS NOT NULL"),
    )
    op.create_table(
        "note",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("author", _id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("cover_words", sa.Text(), nullable=True),
        sa.Column("cover_style", sa.Text(), nullable=True),
        sa.Column("likes", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_author", "note", ["author", "id"], unique=False)
    op.create_table(
        "note_hidden",
        sa.Column("person", _id, nullable=False),
        sa.Column("note", _id, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "note", name=op.f("pk_note_hidden")),
    )
    op.create_table(
        "note_like",
        sa.Column("note", _id, nullable=False),
        sa.Column("person", _id, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("note", "person", name=op.f("pk_note_like")),
    )
    op.create_index("ix_note_like_person", "note_like", ["person", "at"], unique=False)
    op.create_table(
        "note_mention",
        sa.Column("note", _id, nullable=False),
        sa.Column("person", _id, nullable=False),
        sa.PrimaryKeyConstraint("note", "person", name=op.f("pk_note_mention")),
    )
    op.create_table(
        "note_picture",
        sa.Column("note", _id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("picture", _id, nullable=False),
        sa.PrimaryKeyConstraint("note", "place", name=op.f("pk_note_picture")),
        sa.UniqueConstraint("picture", name=op.f("uq_note_picture_picture")),
    )
    op.create_table(
        "note_topic",
        sa.Column("note", _id, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("note", "topic", name=op.f("pk_note_topic")),
    )
    op.create_index("ix_note_topic_topic", "note_topic", ["topic", "note"], unique=False)
    op.create_table(
        "passkey",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("person", _id, nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential", name=op.f("uq_passkey_credential")),
    )
    op.create_index(op.f("ix_passkey_person"), "passkey", ["person"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bio", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("avatar", _id, nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("handle", name=op.f("uq_person_handle")),
    )
    op.create_table(
        "picture",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("owner", _id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("placeholder", sa.Text(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("variants", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("discarded_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
    )
    op.create_index(op.f("ix_picture_owner"), "picture", ["owner"], unique=False)
    op.create_table(
        "picture_blob",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("picture", _id, nullable=False),
        sa.PrimaryKeyConstraint("address", "picture", name=op.f("pk_picture_blob")),
    )
    op.create_index(op.f("ix_picture_blob_picture"), "picture_blob", ["picture"], unique=False)
    op.create_table(
        "progress",
        sa.Column("graph", sa.Text(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("graph", "subject", name=op.f("pk_progress")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("person", _id, nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person", "code", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "report",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("reporter", _id, nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index("ix_report_open", "report", ["closed_at", "at"], unique=False)
    op.create_index(
        "uq_report_standing",
        "report",
        ["reporter", "subject_kind", "subject"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "session",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("person", _id, nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token", name=op.f("uq_session_token")),
    )
    op.create_index(op.f("ix_session_person"), "session", ["person"], unique=False)
    op.create_index(op.f("ix_session_until"), "session", ["until"], unique=False)
    op.create_table(
        "signal",
        sa.Column("seq", _id, autoincrement=True, nullable=False),
        sa.Column("written_in", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", _id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", _id, nullable=True),
        sa.Column("outside", sa.Text(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("candidate", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_signal")),
    )
    op.create_index("ix_signal_person", "signal", ["person", "seq"], unique=False)
    op.create_index("ix_signal_written", "signal", ["written_in", "seq"], unique=False)
