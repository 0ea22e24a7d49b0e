"""Notices: what a person should hear about, gathered until they look."""

from serai.notices.bell import Bell
from serai.notices.erase import Kept, erase, export
from serai.notices.hear import Heard, hear
from serai.notices.look import look
from serai.notices.notice import FAMILIES, KINDS, Deed, Family, Kind
from serai.notices.on_draft import on_draft_refused
from serai.notices.on_note import (
    on_collected,
    on_heart,
    on_mentions,
    on_standing,
    on_uncollected,
)
from serai.notices.on_people import on_blocked, on_followed, on_request
from serai.notices.on_talk import on_comment_heart, on_talk
from serai.notices.read import Gathered, gathered, unread
from serai.notices.sweep import sweep_notices
from serai.notices.switches import switch, switched_off
from serai.notices.trials import tell_trials, watch_trials

__all__ = [
    "FAMILIES",
    "KINDS",
    "Bell",
    "Deed",
    "Family",
    "Gathered",
    "Heard",
    "Kept",
    "Kind",
    "erase",
    "export",
    "gathered",
    "hear",
    "look",
    "on_blocked",
    "on_collected",
    "on_comment_heart",
    "on_draft_refused",
    "on_followed",
    "on_heart",
    "on_mentions",
    "on_request",
    "on_standing",
    "on_talk",
    "on_uncollected",
    "sweep_notices",
    "switch",
    "switched_off",
    "tell_trials",
    "unread",
    "watch_trials",
]
