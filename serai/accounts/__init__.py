"""Accounts: people, their keys, sessions and settings."""

from serai.accounts.find import find, find_many, people
from serai.accounts.join import Newcomer, join
from serai.accounts.person import Person
from serai.accounts.profile import ProfileDraft, edit_profile, set_locale
from serai.accounts.rules import (
    BIO_LONGEST,
    HANDLE_LONGEST,
    LANGUAGES_MOST,
    LOCALES,
    NAME_LONGEST,
    bare_handle,
    clean_handle,
)
from serai.accounts.sessions import (
    Session,
    Signed,
    close_other_sessions,
    close_session,
    open_session,
    prolong,
    sessions_of,
    sweep_sessions,
    who,
)

__all__ = [
    "BIO_LONGEST",
    "HANDLE_LONGEST",
    "LANGUAGES_MOST",
    "LOCALES",
    "NAME_LONGEST",
    "Newcomer",
    "Person",
    "ProfileDraft",
    "Session",
    "Signed",
    "bare_handle",
    "clean_handle",
    "close_other_sessions",
    "close_session",
    "edit_profile",
    "find",
    "find_many",
    "join",
    "open_session",
    "people",
    "prolong",
    "sessions_of",
    "set_locale",
    "sweep_sessions",
    "who",
]
