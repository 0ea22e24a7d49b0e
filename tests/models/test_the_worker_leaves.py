"""A worker of 430 MB must not outlive a house that was killed."""

import os
import signal
import subprocess
import sys
import time

from tests.conftest import missing

HOUSE = """
import asyncio, multiprocessing
from serai.models import SentenceEncoder

async def main():
    encoder = SentenceEncoder(patience=60)
    encoder.start()
    await encoder.encode([])
    workers = [one.pid for one in multiprocessing.active_children()]
    print(encoder.presence.state, *workers, flush=True)
    await asyncio.sleep(600)

if __name__ == "__main__":
    asyncio.run(main())
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_worker_of_a_killed_house_leaves_with_it() -> None:
    command = [sys.executable, "-c", HOUSE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as house:  # noqa: S603 - ours
        assert house.stdout is not None
        state, *workers = house.stdout.readline().split()
        if state != "ready":
            house.kill()
            missing("models", "uv sync --extra models")
        (worker,) = map(int, workers)
        assert is_alive(worker)
        os.kill(house.pid, signal.SIGKILL)
    end = time.monotonic() + 20
    while is_alive(worker) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_alive(worker)


EARLY = """
import asyncio, multiprocessing
from serai.models import SentenceEncoder

async def main():
    encoder = SentenceEncoder(patience=60)
    encoder.start()
    while not multiprocessing.active_children():
        await asyncio.sleep(0)
    print(multiprocessing.active_children()[0].pid, flush=True)
    await encoder.encode([])
    print(encoder.presence.state, flush=True)
    await encoder.close()

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_a_worker_that_is_just_starting_leaves_ctrl_c_to_the_house() -> None:
    with subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, "-c", EARLY], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as house:
        assert house.stdout is not None
        assert house.stderr is not None
        worker = house.stdout.readline()
        if not worker.strip():
            house.kill()
            missing("models", "uv sync --extra models")
        for _ in range(20):
            os.kill(int(worker), signal.SIGINT)
            time.sleep(0.02)
        state, complaints = house.stdout.readline().strip(), house.stderr.read()
    assert (state, complaints) == ("ready", "")
