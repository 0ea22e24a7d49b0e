"""Arrivals: what an archive said, kept for a day under the hash of a cookie's secret."""

from sqlalchemy import Column, LargeBinary, Table

from serai.arrive.kept import Kept
from serai.arrive.understanding import Understanding
from serai.kernel import ArrivalId
from serai.store import IdColumn, Json, Time, metadata

arrival = Table(
    "arrival",
    metadata,
    Column("id", IdColumn(ArrivalId), primary_key=True, autoincrement=False),
    Column("secret", LargeBinary, nullable=False, unique=True),
    Column("kept", Json(Kept), nullable=False),
    Column("understanding", Json(Understanding), nullable=False),
    Column("removed", Json(tuple[str, ...]), nullable=False),
    Column("added", Json(tuple[str, ...]), nullable=False),
    Column("at", Time, nullable=False),
)
