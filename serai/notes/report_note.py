"""Report a note to the people who moderate, and take the report back."""

from serai import moderation
from serai.kernel import NoteId, PersonId, ReportId
from serai.notes.visibility import see
from serai.recommend import record
from serai.store import Write


async def report_note(
    tx: Write, person: PersonId, which: NoteId, reason: str, words: str = ""
) -> ReportId:
    """`person` asks for a look at the note, and feeds learn from it.

    Raises `Refusal` note.not_found where they may not see it, and those of `moderation.report`.
    """
    await see(tx, person, which)
    standing = await moderation.reported(tx, person, "note", which)
    filed = await moderation.report(tx, person, "note", which, reason, words)
    if filed != standing:
        await record(tx, person, "report", which)
    return filed


async def take_report_back(tx: Write, person: PersonId, which: ReportId) -> None:
    """`person` needs no look any more, be the report of a note, a comment or a person.

    Raises `Refusal` report.not_found where they have no such open report.
    """
    report = await moderation.take_back(tx, person, which)
    if report.subject_kind == "note":
        await record(tx, person, "unreport", NoteId(report.subject))
