"""How long to wait before another try: a pure rule."""

from datetime import timedelta
from typing import Final

TRIES: Final = 8
FIRST: Final = timedelta(seconds=5)


def wait_before(attempts: int) -> timedelta | None:
    """The wait after `attempts` failures: 5 s, doubling; None when it is time to give up."""
    if attempts >= TRIES:
        return None
    wait: timedelta = FIRST * 2 ** (attempts - 1)
    return wait
