"""Notes: drafted, published, edited, withdrawn, liked; and who may see them."""

from serai.notes.compose import Composed, compose
from serai.notes.describe import (
    DESCRIBE_WORK,
    Senses,
    ask_to_describe,
    describe_chore,
    describe_work,
)
from serai.notes.edit import draft_of, edit
from serai.notes.follow_author import (
    block_person,
    drop_follower,
    follow_author,
    take_follower_back,
    unfollow_author,
)
from serai.notes.hide import hide, unhide
from serai.notes.like import like, unlike
from serai.notes.lists import (
    by_author,
    by_topic,
    count_by_author,
    found,
    people_found,
    withdrawn_by,
    young,
)
from serai.notes.marks import Mark, handles_in, is_topic, marks_in
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
from serai.notes.place import Place, met_at
from serai.notes.publish import publish
from serai.notes.read import hidden_by, in_notes, liked_by, mentioned_in, note_holding, notes
from serai.notes.report_note import report_note, take_report_back
from serai.notes.sayings import sayings, sayings_row
from serai.notes.visibility import (
    admits,
    may_see,
    met_by,
    see,
    see_own,
    see_own_withdrawn,
    visible,
)
from serai.notes.where import KnownPlace, known_places, places_like
from serai.notes.withdraw import restore, withdraw

__all__ = [
    "AUDIENCES",
    "DESCRIBE_WORK",
    "KINDS",
    "Audience",
    "Composed",
    "Draft",
    "Kind",
    "KnownPlace",
    "Mark",
    "Note",
    "NoteLimits",
    "Place",
    "Senses",
    "TopicTag",
    "admits",
    "ask_to_describe",
    "block_person",
    "by_author",
    "by_topic",
    "compose",
    "count_by_author",
    "describe_chore",
    "describe_work",
    "draft_of",
    "drop_follower",
    "edit",
    "follow_author",
    "found",
    "handles_in",
    "hidden_by",
    "hide",
    "in_notes",
    "is_topic",
    "known_places",
    "like",
    "liked_by",
    "marks_in",
    "may_see",
    "mentioned_in",
    "met_at",
    "met_by",
    "note_holding",
    "notes",
    "people_found",
    "places_like",
    "publish",
    "report_note",
    "restore",
    "sayings",
    "sayings_row",
    "see",
    "see_own",
    "see_own_withdrawn",
    "take_follower_back",
    "take_report_back",
    "unfollow_author",
    "unhide",
    "unlike",
    "visible",
    "withdraw",
    "withdrawn_by",
    "young",
]
