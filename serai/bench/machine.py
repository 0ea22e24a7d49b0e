"""The machine that a figure was measured on."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """The processor, its cores, memory and Python, in one line."""
    cpu = platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [line for line in info.read_text("utf-8").splitlines() if "model name" in line]
        cpu = named[0].partition(":")[2].strip() if named else cpu
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"
