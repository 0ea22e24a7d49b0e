"""Report a note, a comment or a person to the people who moderate; and take it back."""

from typing import Final

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import find
from serai.comments import report_comment, see_comment
from serai.entry import Ask, Routes
from serai.kernel import CommentId, NoteId, PersonId, Refusal, ReportId
from serai.moderation import WORDS_LONGEST, report
from serai.notes import report_note, see, take_report_back
from serai.store import Read, Write
from serai.web.answer import Said, ask_in, quietly, said
from serai.web.render import fragment, page

routes = Routes()

_ = str  # marks a sentence for the catalogues; it is looked up when it is said


class Form(Struct, frozen=True):
    """What is reported (one of the three) and why; `words` are optional."""

    note: str = ""
    comment: str = ""
    person: str = ""
    reason: str = ""
    words: str = ""


class About(Struct, frozen=True):
    """What a report is about: its kind, as the form names it, and its id."""

    kind: str
    value: str
    which: NoteId | CommentId | PersonId


@routes.get("/report")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The form, about what the address names."""
    query = ask.query
    form = Form(query.get("note", ""), query.get("comment", ""), query.get("person", ""))
    return await again(tx, ask, form)


async def again(tx: Read, ask: Ask, form: Form | None) -> Response:
    """The form with what was chosen and typed."""
    if form is None:
        raise Refusal("entry.malformed", what="form")
    about = await _about(tx, ask, form)
    drawing = fragment if ask.is_htmx else page
    name = "report/form.html" if ask.is_htmx else "report/show.html"
    reasons = [(key, ask.gettext(words)) for key, words in WORDS.items()]
    return drawing(ask, name, about=about, form=form, reasons=reasons, limit=WORDS_LONGEST)


@routes.post("/report", body=Form, again=again)
async def file(tx: Write, ask: Ask, form: Form) -> Response:
    """Hand the report in; whoever is reported is not told by whom."""
    if ask.person is None:
        return ask_in(ask, "/")
    about = await _about(tx, ask, form)
    if not form.reason:
        raise Refusal("report.bad_reason")
    made = await _file(tx, ask.person.id, about, form)
    words = ask.gettext("Thank you. A person will look at it. Your name is not told.")
    return said(ask, Said(words, f"/reports/{made}/take-back"))


@routes.post("/reports/{id}/take-back")
async def take_back(tx: Write, ask: Ask, _: None) -> Response:
    """No look is needed any more."""
    await take_report_back(tx, ask.must().id, ask.id(ReportId))
    return quietly(ask, "/")


async def _file(tx: Write, me: PersonId, about: About, form: Form) -> ReportId:
    if isinstance(about.which, NoteId):
        return await report_note(tx, me, about.which, form.reason, form.words)
    if isinstance(about.which, CommentId):
        return await report_comment(tx, me, about.which, form.reason, form.words)
    return await report(tx, me, "person", about.which, form.reason, form.words)


async def _about(tx: Read, ask: Ask, form: Form) -> About:
    """What is reported, if whoever asks may see it; raises `Refusal` entry.not_found."""
    me = ask.person.id if ask.person else None
    note, comment = NoteId.parse(form.note), CommentId.parse(form.comment)
    if note is not None:
        await see(tx, me, note)
        return About("note", form.note, note)
    if comment is not None:
        await see_comment(tx, me, comment)
        return About("comment", form.comment, comment)
    person = await find(tx, form.person.lower()) if form.person else None
    if person is None:
        raise Refusal("entry.not_found")
    return About("person", person.handle, person.id)


WORDS: Final = {
    "spam": _("Advertising or spam"),
    "harassment": _("Insults or hounding"),
    "hate": _("Hate against a group"),
    "violence": _("Violence or calls for it"),
    "sexual": _("Sexual content without consent"),
    "minors": _("Harm to a child"),
    "self_harm": _("Somebody may hurt themselves"),
    "deception": _("Deception or false identity"),
    "privacy": _("Somebody’s private life"),
    "copyright": _("Somebody else’s work"),
    "illegal": _("Against the law"),
    "other": _("Something else"),
}
