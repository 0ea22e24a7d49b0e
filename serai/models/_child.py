"""The child's side of an encoder: it checks the weights, loads them and computes.

Everything here runs in a process of its own, because a model takes up to 430 MB and a whole core.
"""

import hashlib
import importlib.util
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from serai.models.encoder import Vectors

T = TypeVar("T")


class Model(Struct, Generic[T], frozen=True):
    """A model by its weights: `open` loads what lies at a path, `run` answers with it.

    Both are functions of a module, so that a child finds them by name. `run` gives unit rows of
    `width` numbers. `path` is None where the weights are not installed.
    """

    path: Path | None
    sha256: str
    width: int
    open: Callable[[Path], Any]
    run: Callable[[Any, list[T]], Vectors]


_loaded: dict[str, Any] = {}


def find(package: str, place: str) -> Path | None:
    """Where an installed package keeps a file; the package's own code is never imported."""
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder) / place).is_file():
            return path
    return None


def prepare() -> None:
    """Start of the child: leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: Any) -> None:
    parent.join()
    os._exit(0)


def load(model: Model[T]) -> str:
    """Load the weights of `model`; answers why not, or an empty string."""
    if model.path is None:
        return "the extra “models” is not installed"
    with model.path.open("rb") as weights:
        found = hashlib.file_digest(weights, "sha256").hexdigest()
    if found != model.sha256:
        return "the weights are not the expected file (SHA-256 differs)"
    try:
        _loaded["model"] = model.open(model.path)
    except ImportError as missing:
        return f"the package {missing.name} is not installed"
    return ""


def compute(model: Model[T], asked: list[T]) -> Vectors:
    """Rows for `asked`; `load` came before."""
    return model.run(_loaded["model"], asked)
