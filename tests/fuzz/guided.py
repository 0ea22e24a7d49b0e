"""Fuzz a reader led by coverage: `python -m tests.fuzz.guided READER FOLDER [libFuzzer options]`.

Needs atheris (`uv sync --group fuzz`). FOLDER keeps each file that reached code no other had; what
breaks a reader is written beside it. `-max_total_time=SECONDS` ends a run.
"""

import contextlib
import importlib
import sys
from pathlib import Path
from typing import Final

atheris = importlib.import_module("atheris")  # without types, and only for who fuzzes

with atheris.instrument_imports(
    include=["serai.arrive", "serai.media", "serai.clips", "zipfile", "ijson", "PIL"]
):
    from serai.kernel import Refusal
    from tests.fuzz.readers import READERS

OPTIONS: Final = ("-max_len=65536", "-timeout=10", "-rss_limit_mb=2048")


def main() -> None:
    """Run until libFuzzer ends; its exit code tells whether something was found."""
    name, *rest = sys.argv[1:]
    reader = READERS[name]
    folders = [Path(one) for one in rest if not one.startswith("-")]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for nth, seed in enumerate(reader.seeds()):
        (folders[-1] / f"seed-{nth}").write_bytes(seed)

    def once(body: bytes) -> None:
        with contextlib.suppress(Refusal):
            reader.reads(body)

    beside = f"-artifact_prefix={folders[-1]}-found-"
    atheris.Setup([sys.argv[0], *OPTIONS, beside, *rest], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
