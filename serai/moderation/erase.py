"""Erase what a person reported and what was reported of them, and hand theirs out first."""

from sqlalchemy import and_, bindparam, or_, select

from serai.kernel import PersonId
from serai.moderation._tables import report
from serai.moderation.report import COLUMNS, Report
from serai.store import Read, Write, change, statement

_MINE = statement(
    select(*COLUMNS).where(report.c.reporter == bindparam("whose")).order_by(report.c.id), Report
)
_FORGET = change(
    report.delete().where(
        or_(
            report.c.reporter == bindparam("whose"),
            and_(report.c.subject_kind == "person", report.c.subject == bindparam("about")),
        )
    )
)


async def export(tx: Read, person: PersonId) -> tuple[Report, ...]:
    """What `person` reported; who reported them is others' own."""
    return tuple(await tx.all(_MINE, whose=person))


async def erase(tx: Write, person: PersonId) -> None:
    """Forget the reports of `person` and about them: there is nothing to look at any more."""
    await tx.run(_FORGET, whose=person, about=int(person))
