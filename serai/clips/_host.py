"""The process that bears a child for each order: what they need is imported once, here.

`python -m serai.clips._host SOCKET`: the number of a socket to the studio. Each message on it holds
the limits of one order and open files: a socket to talk about the order, the file to read, those
to write. A child has nothing else, shuts itself in (`_sandbox`) and ends with its one answer.
"""

import os
import resource
import signal
import socket
import sys
from typing import BinaryIO, Final

import av.subtitles.stream  # noqa: F401 - PyAV asks for it late, when no file can be opened any more
import msgspec
from PIL import Image

from serai.clips._chain import HDR
from serai.clips._sandbox import end_with_parent, shut
from serai.clips._tone import table
from serai.clips._work import HEADER, Answer, Spent, Told, do, encoder, orders
from serai.clips.limits import StepLimits

MESSAGE: Final = 4096
FILES: Final = 16
"""Of one order, at most."""


def main(number: int, parent: int) -> None:
    """Bear children until the studio is gone."""
    end_with_parent(parent)
    Image.init()  # it reads its plugins now, for the same reason
    for curve in HDR:
        table(curve)  # made once, and every child has it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children: none stays
    with socket.socket(fileno=number) as door:
        while True:
            said, files, _, _ = socket.recv_fds(door, MESSAGE, FILES)
            if not said:
                return
            if os.fork() == 0:
                door.close()
                _live(said, files)
            for one in files:
                os.close(one)


def _live(said: bytes, files: list[int]) -> None:
    """The whole life of a child; it never returns."""
    try:
        _work(msgspec.json.decode(said, type=StepLimits), files)
    finally:
        os._exit(0)


def _work(limits: StepLimits, files: list[int]) -> None:
    os.setsid()
    talk = socket.socket(fileno=files[0])
    me = os.pidfd_open(os.getpid())  # by which the studio can end us and nobody else
    socket.send_fds(talk, [os.getpid().to_bytes(HEADER, "big")], [me])
    os.close(me)
    file = os.fdopen(files[1], "rb")
    outs: list[BinaryIO] = [os.fdopen(one, "r+b") for one in files[2:]]
    order = orders.decode(_read(talk))
    shut(limits)
    answer = do(order, file, outs, lambda share: _send(talk, Told(share)))
    used = resource.getrusage(resource.RUSAGE_SELF)
    _send(talk, Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))
    _send(talk, answer)


def _send(talk: socket.socket, message: Told | Spent | Answer) -> None:
    body = encoder.encode(message)
    talk.sendall(len(body).to_bytes(HEADER, "big") + body)


def _read(talk: socket.socket) -> bytes:
    size = int.from_bytes(talk.recv(HEADER, socket.MSG_WAITALL), "big")
    return talk.recv(size, socket.MSG_WAITALL)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
