"""What a fuzzer once found is read again; and the fuzzer does find what is there to be found."""

import contextlib
import random
import time
import zipfile
from pathlib import Path

import pytest

from serai.kernel import Refusal
from tests.fuzz.__main__ import fuzz_round
from tests.fuzz.mutate import LONGEST, mutated
from tests.fuzz.readers import READERS, Reader

CORPUS = sorted((Path(__file__).with_name("corpus")).glob("*-*"))


@pytest.mark.parametrize("name", READERS)
def test_every_good_file_is_read_and_many_damaged_ones_are_read_or_refused(name: str) -> None:
    reader = READERS[name]
    seeds, chance = reader.seeds(), random.Random(7)  # noqa: S311 - to be repeatable
    for _ in range(40):
        body = mutated(seeds, chance)
        assert len(body) <= LONGEST
        with contextlib.suppress(Refusal):
            reader.reads(body)
    assert any(reader.reads(seed) is not None for seed in seeds[:2])


def test_what_was_found_before_is_read_or_refused() -> None:
    for file in CORPUS:
        with contextlib.suppress(Refusal):
            READERS[file.name.partition("-")[0]].reads(file.read_bytes())


@pytest.mark.parametrize("name", READERS)
def test_what_reached_code_that_nothing_else_did_is_read_or_refused(name: str) -> None:
    with zipfile.ZipFile(Path(__file__).with_name("corpus") / f"{name}.zip") as kept:
        bodies = [kept.read(file) for file in kept.namelist()]
    assert len(bodies) > 20
    for body in bodies:
        with contextlib.suppress(Refusal):
            READERS[name].reads(body)


def test_a_reader_that_breaks_is_found(tmp_path: Path) -> None:
    def breaks(body: bytes) -> object:
        if body[:1] != b"{":
            raise KeyError(body[:1])
        return body

    found = fuzz_round(Reader(lambda: [b"{}"], breaks), tmp_path / "json", 1, time.monotonic() + 60)
    assert found > 0
    assert any(file.read_bytes()[:1] != b"{" for file in tmp_path.glob("json-1-*[0-9]"))
