"""Report something to the people who moderate, and take the report back."""

from typing import Final, Literal, get_args

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.events import Reported
from serai.jobs import announce
from serai.kernel import Id, PersonId, Refusal, ReportId, clean
from serai.moderation._tables import report as reports
from serai.store import Read, Write, change, insert, statement

Subject = Literal["note", "comment", "person"]

Reason = Literal[
    "spam",
    "harassment",
    "hate",
    "violence",
    "sexual",
    "minors",
    "self_harm",
    "deception",
    "privacy",
    "copyright",
    "illegal",
    "other",
]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)

Outcome = Literal["acted", "nothing_wrong", "taken_back"]
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)

WORDS_LONGEST: Final = 1_000


class Report(Struct, frozen=True):
    """Somebody asked for a look at a note, comment or person; times in epoch microseconds."""

    id: ReportId
    reporter: PersonId
    subject_kind: Subject
    subject: int
    reason: Reason
    words: str
    at: int
    closed_at: int | None
    outcome: Outcome | None


COLUMNS = tuple(reports.c[name] for name in Report.__struct_fields__)

_FILE = change(
    insert(reports)
    .values(
        id=bindparam("id"),
        reporter=bindparam("reporter"),
        subject_kind=bindparam("subject_kind"),
        subject=bindparam("subject"),
        reason=bindparam("reason"),
        words=bindparam("words"),
        at=bindparam("at"),
    )
    .on_conflict_do_nothing()
)
_STANDING = statement(
    select(reports.c.id).where(
        reports.c.reporter == bindparam("reporter"),
        reports.c.subject_kind == bindparam("subject_kind"),
        reports.c.subject == bindparam("subject"),
        reports.c.closed_at.is_(None),
    ),
    ReportId,
)
_ONE = statement(select(*COLUMNS).where(reports.c.id == bindparam("which")), Report)
_CLOSE = change(
    reports.update()
    .where(reports.c.id == bindparam("which"), reports.c.closed_at.is_(None))
    .values(closed_at=bindparam("now"), outcome=bindparam("outcome"))
)


async def report(
    tx: Write, reporter: PersonId, subject_kind: Subject, subject: Id, reason: str, words: str = ""
) -> ReportId:
    """`reporter` asks for a look; asking again while the first report is open changes nothing.

    The caller has made sure that they may see the subject. Raises `Refusal` report.bad_reason,
    report.words_too_long.
    """
    if reason not in REASONS:
        raise Refusal("report.bad_reason")
    said = clean(words, limit=WORDS_LONGEST, code="report.words_too_long")
    made = tx.mint(ReportId)
    filed = await tx.run(
        _FILE,
        id=made,
        reporter=reporter,
        subject_kind=subject_kind,
        subject=int(subject),
        reason=reason,
        words=said,
        at=tx.now,
    )
    if filed:
        await announce(tx, Reported(report=made))
    # Where one stands already, be it a twin of this very request, it is the one that counts.
    return await reported(tx, reporter, subject_kind, subject) or made


async def reported(
    tx: Read, reporter: PersonId, subject_kind: Subject, subject: Id
) -> ReportId | None:
    """The report of this by `reporter` that is still open, if any."""
    return await tx.one(
        _STANDING, reporter=reporter, subject_kind=subject_kind, subject=int(subject)
    )


async def take_back(tx: Write, reporter: PersonId, which: ReportId) -> Report:
    """`reporter` needs no look any more; answers the report.

    Raises `Refusal` report.not_found where they have no such open report.
    """
    found = await tx.one(_ONE, which=which)
    if found is None or found.reporter != reporter or found.closed_at is not None:
        raise Refusal("report.not_found")
    return await close_report(tx, which, "taken_back")


async def close_report(tx: Write, which: ReportId, outcome: Outcome) -> Report:
    """Somebody looked, with this outcome. Raises `Refusal` report.not_found where none is open."""
    if not await tx.run(_CLOSE, which=which, now=tx.now, outcome=outcome):
        raise Refusal("report.not_found")
    return await _the(tx, which)


async def _the(tx: Read, which: ReportId) -> Report:
    found = await tx.one(_ONE, which=which)
    if found is None:
        raise Refusal("report.not_found")
    return found
