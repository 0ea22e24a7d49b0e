"""The composer's form kept as a draft, and the composer that goes on with one."""

from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from typing import Any, Final

from msgspec.structs import replace

from serai.entry import Ask
from serai.entry.told import tell
from serai.kernel import DraftId, Refusal, micros
from serai.kernel.clock import MICROS
from serai.notes.drafts import (
    LATEST,
    SOONEST,
    KeptDraft,
    count_drafts,
    make_draft,
    meant,
    save_draft,
    see_draft,
)
from serai.store import Read, Write
from serai.web.publish_form import NoteForm, form_of_draft

DIGITS: Final = 9
_FARTHEST: Final = timedelta(hours=15)
"""No place on earth is further ahead of or behind UTC."""


async def keep_form(tx: Write, ask: Ask, form: NoteForm) -> tuple[KeptDraft, bool]:
    """The form as a draft; True where it became one of its own beside what changed elsewhere."""
    me, content = ask.must().id, replace(form.draft(), meant_for=_meant_for(form))
    alts = [alt for _, alt in form.shots()]
    which = DraftId.parse(form.kept)
    if which is None:
        return await make_draft(tx, me, content, alts, form.hand), False
    before = await see_draft(tx, me, which)
    try:
        return await save_draft(tx, before, content, alts, form.hand, version_of(form)), False
    except Refusal as no:
        if no.code != "draft.changed_elsewhere":
            raise
        return await make_draft(tx, me, content, alts, form.hand), True


def form_of_kept(kept: KeptDraft, now: int) -> NoteForm:
    """The form that would save `kept` again; a time that has passed is typed no more."""
    form = form_of_draft(kept.content)
    form.alt = kept.alts
    form.kept, form.version = str(kept.id), str(kept.version)
    at = kept.content.meant_for or kept.publish_at
    if at is not None and at >= now + SOONEST:
        form.when = _minute(at)
    return form


def why_not(ask: Ask, kept: KeptDraft) -> str:
    """The sentence of what kept the draft from going out at its time; empty where nothing did."""
    if kept.refused is None:
        return ""
    no = Refusal(kept.refused.code, **kept.refused.values)
    return tell(ask.house.words, ask.locale, no).sentence


def version_of(form: NoteForm) -> int:
    """The version of the draft that the page knows, 0 for none."""
    said = form.version
    return int(said) if said.isascii() and said.isdigit() and len(said) < DIGITS else 0


def moment_of(form: NoteForm) -> int:
    """When the form's note shall go out, in epoch microseconds; raises `Refusal` draft.no_time."""
    try:
        local = datetime.strptime(form.when[:16], "%Y-%m-%dT%H:%M").replace(tzinfo=UTC)
        ahead = timedelta(minutes=int(form.offset[:6] or 0))
        at = micros((local - ahead) - datetime.fromtimestamp(0, tz=UTC))
    except (ValueError, OverflowError) as wrong:
        raise Refusal("draft.no_time") from wrong
    if abs(ahead) > _FARTHEST:
        raise Refusal("draft.no_time")
    return at


def _meant_for(form: NoteForm) -> int | None:
    try:
        return meant(moment_of(form))
    except Refusal:
        return None


async def keeping(tx: Read, ask: Ask, form: NoteForm, *, is_new: bool) -> dict[str, Any]:
    """What the composer tells of drafts: the one it holds, and how many others wait."""
    me = ask.person
    if me is None or not is_new:
        return {"kept": None, "why": "", "waiting": 0, "hand": "", "soonest": "", "latest": ""}
    kept = await _kept(tx, ask, form)
    now = ask.house.clock.now()
    return {
        "kept": kept,
        "why": why_not(ask, kept) if kept else "",
        "waiting": await count_drafts(tx, me.id) - (kept is not None),
        "hand": form.hand or token_urlsafe(12),
        "soonest": _minute(now + SOONEST + MICROS * 60),
        "latest": _minute(now + LATEST),
    }


async def _kept(tx: Read, ask: Ask, form: NoteForm) -> KeptDraft | None:
    which = DraftId.parse(form.kept)
    try:
        return None if which is None else await see_draft(tx, ask.must().id, which)
    except Refusal:  # deleted meanwhile, or none of theirs: what is typed becomes a new one
        form.kept = form.version = ""
        return None


def _minute(at: int) -> str:
    return datetime.fromtimestamp(at // MICROS, tz=UTC).strftime("%Y-%m-%dT%H:%M")
