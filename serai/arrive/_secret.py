"""The cookie's secret; only its hash is ever stored, so the database opens nobody's arrival."""

import hashlib
import secrets


def make() -> str:
    """A new secret for a cookie: 32 random bytes as text."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What stands in the table for `secret`."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
