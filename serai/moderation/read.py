"""Read what waits for a look."""

from typing import Final

from sqlalchemy import bindparam, func, select

from serai.kernel import ReportId
from serai.moderation._tables import report
from serai.moderation.report import COLUMNS, Report
from serai.store import Read, statement

OLDEST: Final = ReportId(0)

_OPEN = statement(
    select(*COLUMNS)
    .where(report.c.closed_at.is_(None), report.c.id > bindparam("after"))
    .order_by(report.c.id)
    .limit(bindparam("limit")),
    Report,
)
_COUNT = statement(
    select(func.count()).select_from(report).where(report.c.closed_at.is_(None)), int
)


async def open_reports(tx: Read, after: ReportId | None = None, limit: int = 50) -> list[Report]:
    """Reports nobody closed yet, oldest first, younger than `after`."""
    return await tx.all(_OPEN, after=after or OLDEST, limit=limit)


async def count_open(tx: Read) -> int:
    """How many reports wait."""
    return await tx.one(_COUNT) or 0
