"""Captions of clips, one row for each language, and why a clip was not listened to."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, Text

from serai.clips.captions.cue import Cue
from serai.kernel import ClipId, Why
from serai.store import IdColumn, Json, Time, metadata

clip_caption = Table(
    "clip_caption",
    metadata,
    Column("clip", IdColumn(ClipId), nullable=False),
    Column("language", Text, nullable=False),
    Column("cues", Json(tuple[Cue, ...]), nullable=False),
    Column("heard", Json(tuple[Cue, ...])),
    Column("heard_at", Time),
    Column("edited_at", Time),
    Column("removed_at", Time),
    Column("version", Integer, nullable=False),
    PrimaryKeyConstraint("clip", "language"),
)

clip_unheard = Table(
    "clip_unheard",
    metadata,
    Column("clip", IdColumn(ClipId), primary_key=True, autoincrement=False),
    Column("why", Json(Why), nullable=False),
    Column("at", Time, nullable=False),
)
