"""A load of requests on the loopback, bounded in time: a few connections that are kept open."""

import selectors
import socket
import time
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

CHUNK: Final = 1 << 18
PATIENCE: Final = 30.0


class Line:
    """One connection: what it asks for, in turn, and the answer as far as it came."""

    def __init__(self, port: int, requests: Sequence[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = requests
        self.turn = 0
        self.come = bytearray()

    def ask(self) -> None:
        """Send the next request."""
        self.socket.sendall(self.requests[self.turn % len(self.requests)])
        self.turn += 1

    def hear(self) -> bytes | None:
        """The body of the answer once all of it came; raises RuntimeError where it is none."""
        part = self.socket.recv(CHUNK)
        self.come += part
        head, between, body = self.come.partition(b"\r\n\r\n")
        if not between and part:
            return None
        if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 204")):
            raise RuntimeError(bytes(head[:200]).decode("utf-8", "replace") or "no answer")
        if len(body) < _length(bytes(head)):
            return None
        self.come = bytearray()
        return bytes(body)

    def talk(self, request: bytes) -> bytes:
        """Ask once, and wait."""
        self.socket.sendall(request)
        while (body := self.hear()) is None:
            pass
        return body


class Rush(Struct, frozen=True):
    """Where to ask for what, and for how long."""

    ports: Sequence[int]
    requests: Sequence[Sequence[bytes]]
    seconds: float
    connections: int


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


def get(path: str) -> bytes:
    """A request."""
    return f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode()


def post(path: str, body: bytes) -> bytes:
    """A request that brings something."""
    head = f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def rush(rush_of: Rush) -> float:
    """Ask as fast as answers come; returns how many came a second."""
    with selectors.DefaultSelector() as waiting:
        for port, requests in zip(rush_of.ports, rush_of.requests, strict=True):
            for nth in range(rush_of.connections):
                line = Line(port, requests[nth:] + requests[:nth])  # type: ignore[operator]  # lists
                waiting.register(line.socket, selectors.EVENT_READ, line)
                line.ask()
        begin, done = time.perf_counter(), 0
        while time.perf_counter() - begin < rush_of.seconds:
            for key, _ in waiting.select(timeout=PATIENCE):
                if key.data.hear() is not None:
                    done += 1
                    key.data.ask()
        took = time.perf_counter() - begin
        for key in list(waiting.get_map().values()):
            key.data.socket.close()
    return done / took
