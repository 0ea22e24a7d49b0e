"""Fuzz a reader: `python -m tests.fuzz READER --minutes N [--seed S] [--keep FOLDER]`.

READER is one of pictures, json, text, x, zip, clips, boxes. Each round runs in a process of its own
with little memory and a time limit, so that a crash, a bomb and an endless loop are findings too.
What was found is written to the folder; what matters goes into tests/fuzz/corpus.
"""

import argparse
import os
import random
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Final

from serai.kernel import Refusal
from tests.fuzz.mutate import mutated
from tests.fuzz.readers import READERS, Reader

ROUND: Final = 300
"""Files a process reads before the next one takes over."""

SLOW: Final = 10
"""Seconds one small file may take."""

MEMORY: Final = 2 << 30


def main() -> int:
    """Run until the time is over; the exit code tells whether anything was found."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("reader", choices=sorted(READERS))
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--seed", type=int, default=time.time_ns())
    asked.add_argument("--keep", type=Path, default=Path("artefacts/fuzz"))
    told = asked.parse_args()
    told.keep.mkdir(parents=True, exist_ok=True)
    reader, end = READERS[told.reader], time.monotonic() + told.minutes * 60
    rounds, found = 0, 0
    while time.monotonic() < end:
        found += fuzz_round(reader, told.keep / told.reader, told.seed + rounds, end)
        rounds += 1
    print(f"{told.reader}: {rounds} rounds of {ROUND}, {found} findings, seed {told.seed}")  # noqa: T201
    return min(found, 1)


def fuzz_round(reader: Reader, keep: Path, seed: int, end: float) -> int:
    """One process reads many files; how many of them were findings."""
    child = os.fork()
    if child == 0:
        os._exit(_read_many(reader, keep, seed, end))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code < 0:  # a signal: the file it died of is the last one written
        now = keep.with_suffix(".now")
        now.rename(keep.with_name(f"{keep.name}-{seed}-signal{-code}"))
        return 1
    return code


def _read_many(reader: Reader, keep: Path, seed: int, end: float) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    chance, seeds, found = random.Random(seed), reader.seeds(), 0  # noqa: S311 - to be repeatable
    for nth in range(ROUND):
        if time.monotonic() > end:
            break
        body = mutated(seeds, chance)
        keep.with_suffix(".now").write_bytes(body)
        signal.alarm(SLOW)
        try:
            reader.reads(body)
        except Refusal:
            pass
        except Exception:  # noqa: BLE001 - everything else is what is looked for
            found += 1
            name = keep.with_name(f"{keep.name}-{seed}-{nth}")
            name.write_bytes(body)
            name.with_suffix(".txt").write_text(traceback.format_exc(), "utf-8")
        signal.alarm(0)
    return found


if __name__ == "__main__":
    sys.exit(main())
