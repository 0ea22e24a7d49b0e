"""Other people's models, where they are installed (the extra `anchors`)."""

from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def installed(name: str) -> bool:
    """Whether this library can be opened."""
    return find_spec(name) is not None


def opened(name: str) -> Any:
    """The library, opened only when it is needed; it carries no types."""
    return import_module(name)


def one_thread() -> AbstractContextManager[object]:
    """Linear algebra on one core, where that can be told; more would wait for each other."""
    if not installed("threadpoolctl"):
        return nullcontext()
    limits: AbstractContextManager[object] = opened("threadpoolctl").threadpool_limits(1, "blas")
    return limits
