"""Notes: drafted, published, edited, withdrawn, liked; and who may see them."""

from serai.notes.compose import Composed, compose
from serai.notes.edit import draft_of, edit
from serai.notes.follow_author import block_person, follow_author, unfollow_author
from serai.notes.hide import hide, unhide
from serai.notes.like import like, unlike
from serai.notes.lists import (
    by_author,
    by_topic,
    count_by_author,
    found,
    people_found,
    withdrawn_by,
)
from serai.notes.marks import Mark, is_topic, marks_in
from serai.notes.note import (
    AUDIENCES,
    KINDS,
    Audience,
    Draft,
    Kind,
    Note,
    NoteLimits,
    TopicTag,
)
from serai.notes.place import Place
from serai.notes.publish import publish
from serai.notes.read import hidden_by, liked_by, note_holding, notes
from serai.notes.report_note import report_note, take_report_back
from serai.notes.visibility import admits, may_see, see, see_own, see_own_withdrawn, visible
from serai.notes.withdraw import restore, withdraw

__all__ = [
    "AUDIENCES",
    "KINDS",
    "Audience",
    "Composed",
    "Draft",
    "Kind",
    "Mark",
    "Note",
    "NoteLimits",
    "Place",
    "TopicTag",
    "admits",
    "block_person",
    "by_author",
    "by_topic",
    "compose",
    "count_by_author",
    "draft_of",
    "edit",
    "follow_author",
    "found",
    "hidden_by",
    "hide",
    "is_topic",
    "like",
    "liked_by",
    "marks_in",
    "may_see",
    "note_holding",
    "notes",
    "people_found",
    "publish",
    "report_note",
    "restore",
    "see",
    "see_own",
    "see_own_withdrawn",
    "take_report_back",
    "unfollow_author",
    "unhide",
    "unlike",
    "visible",
    "withdraw",
    "withdrawn_by",
]
