"""Clips that tests share, each made once, and both studios."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from serai.clips.children import ChildStudio
from serai.clips.studio import Studio, ThreadStudio
from tests.clips.made import SHAPES, clip

Made = Callable[[str], Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A clip of `SHAPES` by name."""
    folder = tmp_path_factory.mktemp("clips")

    def find(name: str) -> Path:
        path = folder / name
        return path if path.exists() else clip(path, SHAPES[name])

    return find


@pytest.fixture(scope="module", params=["child", "thread"])
async def studio(request: pytest.FixtureRequest) -> AsyncIterator[Studio]:
    opened: Studio = ChildStudio() if request.param == "child" else ThreadStudio()
    yield opened
    await opened.close()
