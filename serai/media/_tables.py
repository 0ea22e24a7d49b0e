"""Pictures as they were received, and the sizes they were cut to."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, Text

from serai.kernel import PersonId, PictureId
from serai.media.picture import Crop, Variant
from serai.store import IdColumn, Json, Time, metadata

picture = Table(
    "picture",
    metadata,
    Column("id", IdColumn(PictureId), primary_key=True, autoincrement=False),
    Column("owner", IdColumn(PersonId), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("placeholder", Text, nullable=False),
    Column("alt", Text, nullable=False),
    Column("variants", Json(tuple[Variant, ...]), nullable=False),
    Column("received_at", Time, nullable=False),
    Column("discarded_at", Time),
    Column("crop", Json(Crop)),
)

picture_blob = Table(
    "picture_blob",
    metadata,
    Column("address", Text, nullable=False),
    Column("picture", IdColumn(PictureId), nullable=False, index=True),
    PrimaryKeyConstraint("address", "picture"),
)
