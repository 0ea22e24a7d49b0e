"""Passwords: Argon2id in threads of their own, few at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from serai.accounts.rules import bare_handle
from serai.kernel import Refusal

T = TypeVar("T")

SHORTEST: Final = 10
LONGEST: Final = 200
THREADS: Final = 2
WAITING: Final = 64

# What OWASP asks of Argon2id: 19 MiB, two passes, one lane; about 25 ms of one core.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_COMMON: Final = frozenset(
    {
        "0123456789",
        "1234567890",
        "12345678910",
        "1q2w3e4r5t",
        "1qaz2wsx3edc",
        "abcdefghij",
        "changeme123",
        "iloveyou123",
        "letmein123",
        "password12",
        "password123",
        "password1234",
        "passwordpassword",
        "qazwsxedcrfv",
        "qwerty12345",
        "qwertyuiop",
        "woaini1314",
        "woaini520520",
    }
)


class _Pool:
    """A few threads and a short queue: a flood of sign-ins is refused, not piled up."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="password")
        self._asked = 0

    async def run(self, work: Callable[..., T], *given: str) -> T:
        if self._asked >= WAITING:
            raise Refusal("account.busy")
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)
        finally:
            self._asked -= 1


_POOL: Final = _Pool()


def check_password(password: str, handle: str) -> str:
    """`password` as it came, where it is worth having.

    Raises `Refusal` account.password_short, account.password_long, account.password_is_handle or
    account.password_common.
    """
    if len(password) < SHORTEST:
        raise Refusal("account.password_short", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise Refusal("account.password_long", limit=LONGEST)
    plain = password.lower()
    rest = plain.replace(bare_handle(handle), "") if handle.strip() else plain
    if not rest.strip("@_-.!? 0123456789"):
        code = "account.password_common" if rest == plain else "account.password_is_handle"
        raise Refusal(code)
    if plain in _COMMON or len(set(plain)) == 1:
        raise Refusal("account.password_common")
    return password


async def hash_password(password: str) -> str:
    """The hash to keep; call it outside transactions. Raises account.busy when many wait."""
    return await _POOL.run(_HASHER.hash, password)


async def verify_password(kept: str, password: str) -> bool:
    """Whether `password` made the hash `kept`; outside transactions. Raises account.busy."""
    return len(password) <= LONGEST and await _POOL.run(_fits, kept, password)


def _fits(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
