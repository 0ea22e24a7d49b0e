"""Passkeys: keys that never leave a person's device; we keep the public half."""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, select
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from serai.accounts import _challenge
from serai.accounts._tables import passkey, person
from serai.accounts.leave import MAY_ENTER, grace
from serai.accounts.person import COLUMNS, Person
from serai.kernel import PasskeyId, PersonId, Refusal
from serai.store import Read, Write, change, insert, statement

LIFE: Final = timedelta(minutes=5)
ANSWER_LONGEST: Final = 16_384
LABEL_LONGEST: Final = 60
_JOIN: Final = "passkey.make"
_ENTER: Final = "passkey.enter"
# Whatever a made-up answer can make the reading of CBOR, JSON and base64 raise.
_UNREADABLE: Final = (
    WebAuthnException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
)


class Origin(Struct, frozen=True):
    """Where keys belong: a domain (`rp_id`), the whole origin, and the house's name."""

    rp_id: str
    origin: str
    name: str


class Asked(Struct, frozen=True):
    """A question for the browser: `options` as JSON, and the ticket to send with the answer."""

    ticket: str
    options: str


class NewKey(Struct, frozen=True):
    """A passkey that was proven and not yet kept."""

    credential: bytes
    public_key: bytes
    uses: int


class _Held(Struct, frozen=True):
    holder: Person
    key: PasskeyId
    public_key: bytes
    uses: int


_KEEP = change(
    insert(passkey)
    .values(
        id=bindparam("id"),
        person=bindparam("person"),
        credential=bindparam("credential"),
        public_key=bindparam("public_key"),
        uses=bindparam("uses"),
        label=bindparam("label"),
        made_at=bindparam("now"),
    )
    .on_conflict_do_nothing()
)
_OF = statement(
    select(passkey.c.credential)
    .join_from(passkey, person, person.c.id == passkey.c.person)
    .where(person.c.handle == bindparam("handle")),
    bytes,
)
_HELD = statement(
    select(*COLUMNS, passkey.c.id, passkey.c.public_key, passkey.c.uses)
    .join_from(passkey, person, person.c.id == passkey.c.person)
    .where(passkey.c.credential == bindparam("credential"), MAY_ENTER),
    lambda *row: _Held(Person(*row[:-3]), *row[-3:]),
)
_USED = change(
    passkey.update()
    .where(passkey.c.id == bindparam("which"))
    .values(uses=bindparam("count"), used_at=bindparam("now"))
)


async def credentials_of(tx: Read, handle: str) -> list[bytes]:
    """The passkeys of whoever has this handle, as devices know them."""
    return await tx.all(_OF, handle=handle)


async def ask_for_new_passkey(tx: Write, origin: Origin, handle: str, name: str) -> Asked:
    """The question for `navigator.credentials.create`, for somebody here or about to join.

    The key is bound to the handle, so that a second try at joining replaces the first one's key;
    keys the person holds already are named, so that a device makes no second one.
    """
    options = generate_registration_options(
        rp_id=origin.rp_id,
        rp_name=origin.name,
        user_id=sha256(f"{origin.rp_id}/{handle}".encode()).digest(),
        user_name=handle,
        user_display_name=name or handle,
        timeout=round(LIFE.total_seconds() * 1000),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=one) for one in await credentials_of(tx, handle)
        ],
    )
    ticket = await _challenge.put(tx, _JOIN, options.challenge, LIFE)
    return Asked(ticket, options_to_json(options))


async def check_new_passkey(tx: Write, origin: Origin, ticket: str, answer: str) -> NewKey:
    """The key that the browser's `answer` (JSON) proves.

    Raises `Refusal` account.passkey_late (ask again) or account.passkey_wrong.
    """
    challenge = await _open(tx, _JOIN, ticket, answer)
    try:
        proven = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=origin.rp_id,
            expected_origin=origin.origin,
            require_user_verification=True,
        )
    except _UNREADABLE as cause:
        raise Refusal("account.passkey_wrong") from cause
    return NewKey(proven.credential_id, proven.credential_public_key, proven.sign_count)


async def keep_passkey(tx: Write, holder: PersonId, key: NewKey, label: str) -> None:
    """The key opens `holder`'s account from now on; raises account.passkey_known."""
    kept = await tx.run(
        _KEEP,
        id=tx.mint(PasskeyId),
        person=holder,
        credential=key.credential,
        public_key=key.public_key,
        uses=key.uses,
        label=label[:LABEL_LONGEST],
        now=tx.now,
    )
    if not kept:
        raise Refusal("account.passkey_known")


async def ask_for_passkey(tx: Write, origin: Origin) -> Asked:
    """The question for `navigator.credentials.get`; the device offers the accounts it knows."""
    return await ask_for_key(tx, origin, _ENTER)


async def ask_for_key(tx: Write, origin: Origin, purpose: str, keys: Sequence[bytes] = ()) -> Asked:
    """A question that opens `purpose` and nothing else; of `keys` alone where some are named."""
    options = generate_authentication_options(
        rp_id=origin.rp_id,
        timeout=round(LIFE.total_seconds() * 1000),
        allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in keys],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    ticket = await _challenge.put(tx, purpose, options.challenge, LIFE)
    return Asked(ticket, options_to_json(options))


async def sign_in_with_passkey(tx: Write, origin: Origin, ticket: str, answer: str) -> Person:
    """Whose key answered; somebody who left (`left_at`) is asked whether they come back.

    Raises `Refusal` account.passkey_late, account.passkey_wrong, or account.passkey_unknown where
    the key belongs to no account here (any more).
    """
    return await whose_key(tx, origin, _ENTER, ticket, answer)


async def whose_key(tx: Write, origin: Origin, purpose: str, ticket: str, answer: str) -> Person:
    """Whose key answered the question that was asked for `purpose`; refuses as signing in does."""
    challenge = await _open(tx, purpose, ticket, answer)
    try:
        credential = parse_authentication_credential_json(answer)
    except _UNREADABLE as cause:
        raise Refusal("account.passkey_wrong") from cause
    held = await tx.one(_HELD, credential=credential.raw_id, grace=grace(tx.now))
    if held is None:
        raise Refusal("account.passkey_unknown")
    try:
        proven = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=origin.rp_id,
            expected_origin=origin.origin,
            credential_public_key=held.public_key,
            credential_current_sign_count=held.uses,
            require_user_verification=True,
        )
    except _UNREADABLE as cause:
        raise Refusal("account.passkey_wrong") from cause
    await tx.run(_USED, which=held.key, count=proven.new_sign_count, now=tx.now)
    return held.holder


async def _open(tx: Write, purpose: str, ticket: str, answer: str) -> bytes:
    if len(answer) > ANSWER_LONGEST:
        raise Refusal("account.passkey_wrong")
    challenge = await _challenge.take(tx, purpose, ticket)
    if challenge is None:
        raise Refusal("account.passkey_late")
    return challenge
