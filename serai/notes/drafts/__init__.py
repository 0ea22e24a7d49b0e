"""Drafts: kept while somebody writes, told to go out by themselves, brought back by an undo."""

from serai.notes.drafts.delete import delete_draft, restore_draft, sweep_drafts
from serai.notes.drafts.erase import erase_drafts, export_drafts
from serai.notes.drafts.go_out import Press, publish_draft, publish_due, used_up
from serai.notes.drafts.keep import make_draft, save_draft
from serai.notes.drafts.kept import LATEST, MOST, SOONEST, KeptDraft, meant
from serai.notes.drafts.read import (
    count_drafts,
    drafts_among,
    drafts_of,
    is_clip_drafted,
    is_drafted,
    see_draft,
    stands_as_draft,
)
from serai.notes.drafts.schedule import schedule, unschedule
from serai.notes.drafts.unpublish import can_be_undone, unpublish
from serai.notes.drafts.when_ready import go_when_ready, keep_waiting, send_waiting

__all__ = [
    "LATEST",
    "MOST",
    "SOONEST",
    "KeptDraft",
    "Press",
    "can_be_undone",
    "count_drafts",
    "delete_draft",
    "drafts_among",
    "drafts_of",
    "erase_drafts",
    "export_drafts",
    "go_when_ready",
    "is_clip_drafted",
    "is_drafted",
    "keep_waiting",
    "make_draft",
    "meant",
    "publish_draft",
    "publish_due",
    "restore_draft",
    "save_draft",
    "schedule",
    "see_draft",
    "send_waiting",
    "stands_as_draft",
    "sweep_drafts",
    "unpublish",
    "unschedule",
    "used_up",
]
