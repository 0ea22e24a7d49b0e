"""How arithmetic is compiled: once, kept on disk, without Python's lock, and in a fixed order."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import numba
from numba.core import types as numba_types
from platformdirs import user_cache_path

F = TypeVar("F", bound=Callable[..., Any])


@cache
def code_version() -> str:
    """One name for all that is compiled here: Numba looks at each file, not at what it calls."""
    here, said = Path(__file__).parent, hashlib.sha256()
    for source in sorted([*here.glob("*.py"), here / "weights.toml"]):
        said.update(source.read_bytes())
    return said.hexdigest()[:16]


_KEPT: Final = user_cache_path("serai") / "kernels" / code_version()
_WHOLE: Final = _KEPT / "whole"


def _keep_on_disk() -> bool:
    try:
        _KEPT.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False  # a home that cannot be written to: compiled anew at each start
    cast("Any", numba.config).CACHE_DIR = str(_KEPT)
    return True


def is_compiled() -> bool:
    """Whether everything stands compiled on disk, so that a start is quick."""
    return _WHOLE.exists()


def mark_compiled() -> None:
    """Say that everything was compiled; nothing where it is not kept."""
    if _HOW["cache"]:
        with suppress(OSError):
            _WHOLE.touch()


_TYPES: Final[Any] = numba_types  # which say nothing of their own types
_HOW: Final[dict[str, Any]] = {
    "cache": _keep_on_disk(),
    "nogil": True,
    "error_model": "numpy",
    "no_cfunc_wrapper": True,
    "_nrt": True,
}
_INNER: Final[dict[str, Any]] = {
    **_HOW,
    "cache": False,
    "no_cpython_wrapper": True,
}
# Who holds an array is counted, at each look at it; what makes no arrays can do without.
_UNCOUNTED: Final[dict[str, Any]] = {**_INNER, "_nrt": False}


def _once(function: Any) -> Any:
    """See that calls from kernels compile `function` once, whatever whole numbers they bring.

    Numba would compile it anew for each width and for each constant.
    """
    resolve = function.get_call_template

    def resolve_plainly(given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        return resolve(
            tuple([_plain(one) for one in given]),
            {name: _plain(one) for name, one in named.items()},
        )

    function.get_call_template = resolve_plainly
    return function


def _plain(given: Any) -> Any:
    """The type of an argument, without a constant's value or the width of a whole number."""
    kind = _TYPES.unliteral(given)
    if isinstance(kind, _TYPES.Tuple | _TYPES.UniTuple):
        return _TYPES.BaseTuple.from_types([_plain(one) for one in kind])
    if isinstance(kind, _TYPES.Integer) and kind != _TYPES.uint64:
        return _TYPES.int64
    return kind


def kernel(function: F) -> F:
    """`function` compiled for other kernels; sums are taken in the order in which they are written.

    It makes no arrays; what does is a `maker`. What Python itself calls is an `entry`: the way in
    from Python is most of what compiling costs.
    """
    return cast("F", _once(numba.njit(**_UNCOUNTED)(function)))


def maker(function: F) -> F:
    """A kernel that makes arrays to work in."""
    return cast("F", _once(numba.njit(**_INNER)(function)))


def piece(function: F) -> F:
    """A piece of the one kernel that calls it, written apart to be read, and compiled with it."""
    return cast("F", numba.njit(inline="always", **_INNER)(function))


def small(function: F) -> F:
    """A kernel that does less than it takes to hand it the memory: written into what calls it.

    All parts of `Memory` are some hundred numbers where a function is called, and a page asks the
    same few questions of some hundred notes.
    """
    return cast("F", _once(numba.njit(forceinline=True, **_UNCOUNTED)(function)))


def inlined(function: F) -> F:
    """A kernel written into each one that calls it: that way it hands out records."""
    return cast("F", numba.njit(inline="always", **_INNER)(function))


def dot_kernel(function: F) -> F:
    """The same for dot products, which may be summed in the processor's lanes.

    On one kind of processor the bits stay the same; between kinds the last ones may differ.
    """
    return cast("F", _once(numba.njit(fastmath={"reassoc", "contract"}, **_UNCOUNTED)(function)))


def entry(function: F) -> F:
    """`function` compiled, kept on disk and open to Python."""
    return cast("F", _once(numba.njit(**_HOW)(function)))
