"""A program served in a process of its own, with its CPU time and memory read from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx

PATIENCE: Final = 180.0
_TICK: Final = os.sysconf("SC_CLK_TCK")


class Served:
    """A running server: where it answers, and what it has cost so far."""

    def __init__(self, process: "subprocess.Popen[bytes]", url: str) -> None:
        self.process = process
        self.url = url

    def cpu(self) -> float:
        """Seconds of CPU of the serving process, its children left out."""
        text = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8")
        spent = text.rpartition(")")[2].split()
        return (int(spent[11]) + int(spent[12])) / _TICK

    def peak_memory(self) -> float:
        """The most memory it ever held, MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024


def free_port() -> int:
    """A port nobody listens on, on the loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(arguments: Sequence[str], port: int, ready: str) -> Iterator[Served]:
    """Run `python -m …` until the block ends; enters once `ready` answers 200."""
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own
        try:
            here = Served(process, f"http://localhost:{port}")
            _wait(here, ready)
            yield here
        finally:
            process.terminate()


def _wait(here: Served, ready: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if here.process.poll() is not None:
            raise RuntimeError(f"the server ended with {here.process.returncode}")
        try:
            if httpx.get(here.url + ready, timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the server was not ready after {PATIENCE:.0f} s")
