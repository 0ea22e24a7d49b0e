"""Clips as they arrive and stand, and which files each of them needs."""

from sqlalchemy import BigInteger, Column, Float, PrimaryKeyConstraint, Table, Text

from serai.clips.alike import Fingerprint
from serai.clips.probed import Probed
from serai.clips.rung import Rung
from serai.clips.sprite import Sprite
from serai.kernel import ClipId, PersonId, PictureId, Why
from serai.store import IdColumn, Json, Time, metadata

clip = Table(
    "clip",
    metadata,
    Column("id", IdColumn(ClipId), primary_key=True, autoincrement=False),
    Column("owner", IdColumn(PersonId), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", Time, nullable=False),
    Column("done", Float, nullable=False),
    Column("digest", Text, index=True),
    Column("whole", Text),
    Column("probed", Json(Probed)),
    Column("poster", IdColumn(PictureId), index=True),
    Column("poster_at", Time, nullable=False),
    Column("gain", Float),
    Column("rungs", Json(tuple[Rung, ...]), nullable=False),
    Column("master", Text),
    Column("sprite", Json(Sprite)),
    Column("fingerprint", Json(Fingerprint)),
    Column("ready_at", Time),
    Column("refused", Json(Why)),
    Column("halted", Text),
    Column("discarded_at", Time),
)

clip_blob = Table(
    "clip_blob",
    metadata,
    Column("address", Text, nullable=False),
    Column("clip", IdColumn(ClipId), nullable=False, index=True),
    PrimaryKeyConstraint("address", "clip"),
)

clip_of_picture = Table(
    "clip_of_picture",
    metadata,
    Column("picture", IdColumn(PictureId), primary_key=True, autoincrement=False),
    Column("clip", IdColumn(ClipId), nullable=False, index=True),
)
