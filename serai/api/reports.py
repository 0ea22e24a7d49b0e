"""Reports: ask the people who moderate for a look, and take that back."""

from typing import Annotated

from msgspec import Meta, Struct

from serai.accounts import people
from serai.comments import report_comment
from serai.entry import Ask, Routes
from serai.kernel import CommentId, Id, NoteId, PersonId, Refusal, ReportId
from serai.moderation import Reason, Subject, report
from serai.notes import report_note, take_report_back
from serai.store import Write

routes = Routes()


class ReportDraft(Struct, frozen=True):
    """What to look at (the id of a note, comment or person), why, and anything to add."""

    subject_kind: Subject
    subject: Id
    reason: Reason
    words: Annotated[str, Meta(max_length=20_000)] = ""


class ReportView(Struct, frozen=True):
    """A report that was filed, or that still waits from before."""

    id: ReportId


@routes.post("/api/serai/v1/reports", body=ReportDraft, answer=ReportView, status=201)
async def file_report(tx: Write, ask: Ask, draft: ReportDraft) -> ReportView:
    """Report a note, a comment or a person."""
    return ReportView(await _file(tx, ask.must().id, draft))


async def _file(tx: Write, me: PersonId, draft: ReportDraft) -> ReportId:
    if draft.subject_kind == "note":
        return await report_note(tx, me, NoteId(draft.subject), draft.reason, draft.words)
    if draft.subject_kind == "comment":
        return await report_comment(tx, me, CommentId(draft.subject), draft.reason, draft.words)
    if not await people(tx, [PersonId(draft.subject)]):
        raise Refusal("entry.not_found")
    return await report(tx, me, "person", PersonId(draft.subject), draft.reason, draft.words)


@routes.delete("/api/serai/v1/reports/{id}")
async def take_back_report(tx: Write, ask: Ask, _: None) -> None:
    """Take a report back that nobody settled yet."""
    await take_report_back(tx, ask.must().id, ask.id(ReportId))
