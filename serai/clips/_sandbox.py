"""Everything a process of ours gives up before it looks at a stranger's file.

No rights of an operator are needed for any of it. Files that are open stay open, and none can be
opened beside them, no socket either: a reader that is told to follow a path or an address cannot.
"""

import ctypes
import os
import resource
import signal
from typing import Final

from serai.clips.limits import StepLimits

_SET_PARENT_DEATH: Final = 1
_SET_NO_NEW_PRIVILEGES: Final = 38
_LANDLOCK_CREATE: Final = 444
_LANDLOCK_RESTRICT: Final = 446
_LANDLOCK_VERSION: Final = 1
_FILES_OF: Final = ((5, 0xFFFF), (3, 0x7FFF), (2, 0x3FFF), (1, 0x1FFF))
"""By version of Landlock: rights over files that can be given up, execution among them."""

_SOCKETS: Final = 0x3
_SOCKETS_SINCE: Final = 4
_GENTLE: Final = 10


def end_with_parent(parent: int) -> None:
    """Have the kernel end this process when its parent ends; at once where that has happened."""
    _libc().prctl(_SET_PARENT_DEATH, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit(1)


def shut(limits: StepLimits) -> None:
    """Give it all up, for good; the clocks run from here."""
    libc = _libc()
    os.nice(_GENTLE)  # pages come before clips
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
    memory = limits.megabytes << 20
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _lock_land(libc)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _lock_land(libc: ctypes.CDLL) -> None:
    """A second wall where the kernel has it (Landlock): no path may be opened or run at all."""
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    rights = next((files for since, files in _FILES_OF if version >= since), 0)
    if not rights:
        return
    sockets = _SOCKETS if version >= _SOCKETS_SINCE else 0
    rules = (ctypes.c_uint64 * 2)(rights, sockets)
    number = libc.syscall(_LANDLOCK_CREATE, rules, 16 if sockets else 8, 0)
    if number >= 0:
        libc.syscall(_LANDLOCK_RESTRICT, number, 0)
        os.close(number)
