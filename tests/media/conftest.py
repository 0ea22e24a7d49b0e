"""What the tests of pictures stand on: files in memory, and a darkroom in this process."""

from collections.abc import AsyncIterator

import pytest

from serai.media import Darkroom, MemoryBlobs, ThreadDarkroom


@pytest.fixture
def blobs() -> MemoryBlobs:
    return MemoryBlobs()


@pytest.fixture
async def darkroom() -> AsyncIterator[Darkroom]:
    made = ThreadDarkroom()
    yield made
    await made.close()
