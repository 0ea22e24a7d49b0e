"""The process a picture is developed in: limits first, then one order after another."""

import os
import resource
import sys
from typing import BinaryIO

from serai.media._work import HEADER, do, encoder, orders


def main(megabytes: int) -> None:
    """Take orders from standard input until it closes; answers go where standard output went."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not stand among the answers
    _limit(megabytes)
    while (body := _read(sys.stdin.buffer)) is not None:
        answer = encoder.encode(do(orders.decode(body)))
        out.write(len(answer).to_bytes(HEADER, "big") + answer)
        out.flush()


def _limit(megabytes: int) -> None:
    """No more memory than given, no core dump, and not one byte written to any file."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _read(source: BinaryIO) -> bytes | None:
    header = source.read(HEADER)
    if len(header) < HEADER:
        return None
    return source.read(int.from_bytes(header, "big"))


if __name__ == "__main__":
    main(int(sys.argv[1]))
