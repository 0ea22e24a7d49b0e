"""What the tests of pictures stand on: files in memory, and a darkroom in this process."""

from collections.abc import AsyncIterator

import pytest

from serai.kernel import HandClock
from serai.media import Darkroom, MemoryBlobs, ThreadDarkroom


@pytest.fixture
def blobs(clock: HandClock) -> MemoryBlobs:
    return MemoryBlobs(clock)


@pytest.fixture
async def darkroom() -> AsyncIterator[Darkroom]:
    made = ThreadDarkroom()
    yield made
    await made.close()
