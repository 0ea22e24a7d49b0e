"""Confirm with a passkey that it is oneself who asks for something that matters."""

from typing import Final

from serai.accounts.passkeys import Asked, Origin, ask_for_key, credentials_of, whose_key
from serai.accounts.person import Person
from serai.kernel import Refusal
from serai.store import Write

_CONFIRM: Final = "passkey.confirm"


async def ask_to_confirm(tx: Write, origin: Origin, who: Person) -> Asked:
    """The question for `navigator.credentials.get`, for the keys of `who` alone.

    Raises `Refusal` account.no_passkey where they hold none.
    """
    keys = await credentials_of(tx, who.handle)
    if not keys:
        raise Refusal("account.no_passkey")
    return await ask_for_key(tx, origin, _CONFIRM, keys)


async def confirm_with_passkey(
    tx: Write, origin: Origin, who: Person, ticket: str, answer: str
) -> None:
    """`answer` comes from a key of `who`.

    Raises `Refusal` account.passkey_not_yours, and those of `sign_in_with_passkey`. An answer that
    was given to sign in confirms nothing.
    """
    if (await whose_key(tx, origin, _CONFIRM, ticket, answer)).id != who.id:
        raise Refusal("account.passkey_not_yours", handle=who.handle)
