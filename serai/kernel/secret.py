"""Secrets handed out once: the holder has the words, we keep a hash."""

import secrets
from hashlib import sha256
from typing import Final

BYTES: Final = 32


def new_secret() -> str:
    """A secret nobody can guess, fit for a cookie or an address."""
    return secrets.token_urlsafe(BYTES)


def hashed(secret: str) -> bytes:
    """What is stored of `secret`; it is too random to need a slow hash."""
    return sha256(secret.encode("utf-8", "replace")).digest()
