"""Accounts: people, their keys, sessions and settings."""

from serai.accounts.confirm import ask_to_confirm, confirm_with_passkey
from serai.accounts.doors import OPEN, Door, doors, has_left, is_private, unfindable
from serai.accounts.erase import Erase, Kept, erase, erase_chore, export
from serai.accounts.find import find, find_many, people
from serai.accounts.join import Newcomer, join
from serai.accounts.keys import (
    Keys,
    Passkey,
    drop_passkey,
    drop_password,
    keys_of,
    set_password,
)
from serai.accounts.leave import GRACE, RETURN, come_back, leave, open_return, whose_return
from serai.accounts.passkeys import (
    Asked,
    NewKey,
    Origin,
    ask_for_new_passkey,
    ask_for_passkey,
    check_new_passkey,
    keep_passkey,
    sign_in_with_passkey,
)
from serai.accounts.password import check_password, hash_password, verify_password
from serai.accounts.person import Person
from serai.accounts.privacy import Privacy, privacy_of, set_privacy
from serai.accounts.profile import ProfileDraft, edit_profile, set_locale
from serai.accounts.recovery import make_recovery_codes, use_recovery_code
from serai.accounts.renewal import RENEWAL, may_renew, open_renewal
from serai.accounts.rules import (
    BIO_LONGEST,
    HANDLE_LONGEST,
    LANGUAGES_MOST,
    LOCALES,
    NAME_LONGEST,
    bare_handle,
    clean_handle,
    likely_handle,
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
from serai.accounts.sign_in import (
    make_link,
    sign_in_with_link,
    sign_in_with_password,
    whose_link,
)

__all__ = [
    "BIO_LONGEST",
    "GRACE",
    "HANDLE_LONGEST",
    "LANGUAGES_MOST",
    "LOCALES",
    "NAME_LONGEST",
    "OPEN",
    "RENEWAL",
    "RETURN",
    "Asked",
    "Door",
    "Erase",
    "Kept",
    "Keys",
    "NewKey",
    "Newcomer",
    "Origin",
    "Passkey",
    "Person",
    "Privacy",
    "ProfileDraft",
    "Session",
    "Signed",
    "ask_for_new_passkey",
    "ask_for_passkey",
    "ask_to_confirm",
    "bare_handle",
    "check_new_passkey",
    "check_password",
    "clean_handle",
    "close_other_sessions",
    "close_session",
    "come_back",
    "confirm_with_passkey",
    "doors",
    "drop_passkey",
    "drop_password",
    "edit_profile",
    "erase",
    "erase_chore",
    "export",
    "find",
    "find_many",
    "has_left",
    "hash_password",
    "is_private",
    "join",
    "keep_passkey",
    "keys_of",
    "leave",
    "likely_handle",
    "make_link",
    "make_recovery_codes",
    "may_renew",
    "open_renewal",
    "open_return",
    "open_session",
    "people",
    "privacy_of",
    "prolong",
    "sessions_of",
    "set_locale",
    "set_password",
    "set_privacy",
    "sign_in_with_link",
    "sign_in_with_passkey",
    "sign_in_with_password",
    "sweep_sessions",
    "unfindable",
    "use_recovery_code",
    "verify_password",
    "who",
    "whose_link",
    "whose_return",
]
