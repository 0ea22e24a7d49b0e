"""Read the arrays of a PyTorch checkpoint of the first format with NumPy alone.

Such a file is four pickles (a magic number, a protocol, the machine, an ordered table of arrays),
a fifth that names the storages, then each storage: its length as int64, and its numbers.
"""

import math
import pickle
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

MAGIC: Final = 0x1950A86A20F9469CFC6C

Array = NDArray[Any]


def _described(storage: Any, offset: int, shape: Any, strides: Any, *_: Any) -> tuple[Any, ...]:
    return storage, offset, shape, strides


_ALLOWED: Final[Mapping[tuple[str, str], Callable[..., Any] | np.dtype[Any]]] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _described,
    ("torch", "FloatStorage"): np.dtype("<f4"),
    ("torch", "LongStorage"): np.dtype("<i8"),
}


class _Table(pickle.Unpickler):
    """Builds the four things such a table is made of, and refuses every other name."""

    def find_class(self, module: str, name: str) -> Any:
        """One of the four; raises `pickle.UnpicklingError` for anything else."""
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} has no place among weights")
        return _ALLOWED[module, name]

    def persistent_load(self, pid: Any) -> tuple[np.dtype[Any], str]:
        """The kind and the key of a storage."""
        _, kind, key, *_ = pid
        return kind, key


def read_checkpoint(path: Path) -> dict[str, Array]:
    """Every array by its name; raises ValueError or UnpicklingError for another kind of file."""
    with path.open("rb") as file:
        magic, _, _, table, keys = (_Table(file).load() for _ in range(5))
        if magic != MAGIC:
            raise ValueError("not a checkpoint of the first format")
        kinds = {key: kind for (kind, key), *_ in table.values()}
        storages = {key: _numbers(file, kinds[key]) for key in keys}
    return {
        name: _laid_out(storages[key], offset, shape, strides)
        for name, ((_, key), offset, shape, strides) in table.items()
    }


def _numbers(file: BinaryIO, kind: np.dtype[Any]) -> Array:
    length = int.from_bytes(file.read(8), "little")
    return np.frombuffer(file.read(length * kind.itemsize), kind)


def _laid_out(
    storage: Array, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]
) -> Array:
    """The array whose item (i, j, …) lies i * strides[0] + j * strides[1] + … behind `offset`."""
    last = offset + sum((n - 1) * step for n, step in zip(shape, strides, strict=True))
    if math.prod(shape) == 0 or last >= storage.size:
        raise ValueError("an array reaches beyond its storage")
    steps = tuple(step * storage.itemsize for step in strides)
    return np.ascontiguousarray(
        np.lib.stride_tricks.as_strided(storage[offset:], shape, steps, writeable=False)
    )
