"""`python -m serai.bench.develop FILE`: develop one photo and print what its child cost, as JSON.

A program of its own, because a child inherits the peak memory of the one that starts it.
"""

import asyncio
import resource
import sys
from pathlib import Path

from msgspec import json

from serai.bench.cost import Cost
from serai.media import ChildDarkroom, PictureLimits


async def develop(photo: bytes) -> None:
    """Cut one photo in a fresh child, and end the child."""
    darkroom = ChildDarkroom(1)
    try:
        await darkroom.develop(photo, PictureLimits())
    finally:
        await darkroom.close()


def main() -> None:
    """Measure the file named on the command line."""
    asyncio.run(develop(Path(sys.argv[1]).read_bytes()))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = Cost(cpu_s=used.ru_utime + used.ru_stime, memory_mb=used.ru_maxrss / 1024)
    sys.stdout.write(json.encode(cost).decode())


if __name__ == "__main__":
    main()
