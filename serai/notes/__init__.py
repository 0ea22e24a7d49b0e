"""Notes: drafted, published, edited, withdrawn, liked; and who may see them."""

from serai.notes.accept import accept_follower, change_privacy, take_answer_back
from serai.notes.compose import Composed, compose
from serai.notes.crop import crop_picture, may_crop
from serai.notes.cut_anew import cut_anew, hold_word
from serai.notes.describe import (
    DESCRIBE_WORK,
    Senses,
    ask_to_describe,
    describe_chore,
    describe_work,
)
from serai.notes.edit import draft_of, edit
from serai.notes.erase import Kept, erase, export, notes_of
from serai.notes.follow_author import (
    block_person,
    drop_follower,
    follow_author,
    take_follower_back,
    unfollow_author,
)
from serai.notes.hide import hide, unhide
from serai.notes.holds import holds
from serai.notes.like import like, unlike
from serai.notes.liked import Likes, Liking, liked_notes, may_see_likes
from serai.notes.lists import (
    by_author,
    by_topic,
    count_by_author,
    people_found,
    withdrawn_by,
    young,
)
from serai.notes.marks import Mark, handles_in, is_topic, marks_in
from serai.notes.meet import Suggestion, people_to_meet
from serai.notes.not_filtered import not_filtered
from serai.notes.not_hushed import not_asked_for, not_hushed
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
from serai.notes.people_by_topic import PublicTopics, people_by_topic
from serai.notes.place import Place, met_at
from serai.notes.publish import publish
from serai.notes.read import (
    Outline,
    hidden_by,
    in_notes,
    liked_by,
    mentioned_in,
    note_holding,
    note_of_clip,
    notes,
    outlines_holding,
)
from serai.notes.report_note import report_note, take_report_back
from serai.notes.retell import RETELL_WORK, ask_to_retell, retell
from serai.notes.sayings import sayings, sayings_row
from serai.notes.sift import Sifted, ids_by_author, ids_by_topic, sift
from serai.notes.topic import (
    TOPIC_MOST,
    Order,
    Placed,
    in_topic,
    notes_of_topic,
    topics_beside,
)
from serai.notes.visibility import (
    admits,
    may_see,
    met_by,
    see,
    see_own,
    see_own_withdrawn,
    visible,
)
from serai.notes.where import (
    KnownPlace,
    known_places,
    place_key,
    place_words,
    places_like,
    plain,
    territory,
)
from serai.notes.withdraw import restore, withdraw
from serai.notes.words import words_of

__all__ = [
    "AUDIENCES",
    "DESCRIBE_WORK",
    "KINDS",
    "RETELL_WORK",
    "TOPIC_MOST",
    "Audience",
    "Composed",
    "Draft",
    "Kept",
    "Kind",
    "KnownPlace",
    "Likes",
    "Liking",
    "Mark",
    "Note",
    "NoteLimits",
    "Order",
    "Outline",
    "Place",
    "Placed",
    "PublicTopics",
    "Senses",
    "Sifted",
    "Suggestion",
    "TopicTag",
    "accept_follower",
    "admits",
    "ask_to_describe",
    "ask_to_retell",
    "block_person",
    "by_author",
    "by_topic",
    "change_privacy",
    "compose",
    "count_by_author",
    "crop_picture",
    "cut_anew",
    "describe_chore",
    "describe_work",
    "draft_of",
    "drop_follower",
    "edit",
    "erase",
    "export",
    "follow_author",
    "handles_in",
    "hidden_by",
    "hide",
    "hold_word",
    "holds",
    "ids_by_author",
    "ids_by_topic",
    "in_notes",
    "in_topic",
    "is_topic",
    "known_places",
    "like",
    "liked_by",
    "liked_notes",
    "marks_in",
    "may_crop",
    "may_see",
    "may_see_likes",
    "mentioned_in",
    "met_at",
    "met_by",
    "not_asked_for",
    "not_filtered",
    "not_hushed",
    "note_holding",
    "note_of_clip",
    "notes",
    "notes_of",
    "notes_of_topic",
    "outlines_holding",
    "people_by_topic",
    "people_found",
    "people_to_meet",
    "place_key",
    "place_words",
    "places_like",
    "plain",
    "publish",
    "report_note",
    "restore",
    "retell",
    "sayings",
    "sayings_row",
    "see",
    "see_own",
    "see_own_withdrawn",
    "sift",
    "take_answer_back",
    "take_follower_back",
    "take_report_back",
    "territory",
    "topics_beside",
    "unfollow_author",
    "unhide",
    "unlike",
    "visible",
    "withdraw",
    "withdrawn_by",
    "words_of",
    "young",
]
