"""`bench recommend`: every model on the same data, by one protocol."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import Struct

from serai.bench.machine import machine
from serai.bench.recommend.capture import capture
from serai.bench.recommend.compare import Compared, Measures, Tell, compare, merged
from serai.bench.recommend.cut import cut, usual_cut
from serai.bench.recommend.dataset import BadData, Dataset
from serai.bench.recommend.entrants import OF_CUT, Make, present
from serai.bench.recommend.installed import one_thread
from serai.bench.recommend.kuairand import read_kuairand
from serai.bench.recommend.log import SECOND
from serai.bench.recommend.loop import loop
from serai.bench.recommend.newcomer import newcomer, newcomers
from serai.bench.recommend.ours import OursRehearsed
from serai.bench.recommend.predictors import present_predictors
from serai.bench.recommend.rank import rank
from serai.bench.recommend.recommender import Recommender
from serai.bench.recommend.sequence_files import Sequences, read_sequences, sequence_paths
from serai.bench.recommend.sequences import LARGEST, sequences, tune_sequences
from serai.bench.recommend.stream import stream
from serai.bench.recommend.tuning import Settings, days_after, next_one, tune

Protocol: TypeAlias = Callable[[Path, int | None, Tell], Compared]


class RecommendReport(Struct, frozen=True):
    """What was measured, of each model."""

    bench: str
    protocol: str
    data: str
    machine: str
    models: dict[str, Measures]
    cpu_s: dict[str, float]
    """What each model cost, fitting and asking together; tuning is not counted."""


def bench_simulated(protocol: str, scale: float, tell: Tell) -> RecommendReport:
    """Run all on people and notes made up for it, `scale` times as many as usual."""
    found = SIMULATED[protocol](scale, tell)
    return RecommendReport(
        "recommend", protocol, f"scale {scale:g}", machine(), found.models, found.cpu_s
    )


def bench_recommend(protocol: str, folder: Path, cut_at: int | None, tell: Tell) -> RecommendReport:
    """Run all; `tell` hears how far it is. Raises BadData where the data cannot be read."""
    with one_thread():
        found = PROTOCOLS[protocol](folder, cut_at, tell)
    name = folder.resolve().name
    models = {model: _rounded(measures) for model, measures in found.models.items()}
    return RecommendReport("recommend", protocol, name, machine(), models, found.cpu_s)


def _rounded(measures: Measures) -> Measures:
    return {name: by if by is None else round(by, 5) for name, by in measures.items()}


def _stream(folder: Path, _: int | None, tell: Tell) -> Compared:
    data = _read(folder, tell)
    makes = present(tell)
    tuned = tune(data.tag_matrix(), data.history, next_one, tell)
    return compare(
        _made(makes, data, tuned),
        lambda make, say: stream(data.history, data.log, make(), say),
        tell,
    )


def _cut(folder: Path, cut_at: int | None, tell: Tell) -> Compared:
    data = _read(folder, tell)
    at = _moment(data, cut_at)
    past, after = data.everything().before(at), data.log.since(at)
    makes = present(tell) | OF_CUT
    tuned = tune(data.tag_matrix(), past, days_after, tell)
    return compare(_made(makes, data, tuned), lambda make, _: cut(past, after, make(), at), tell)


def _newcomer(folder: Path, _: int | None, tell: Tell) -> Compared:
    data = _read(folder, tell)
    come = newcomers(data)
    tell(f"{len(come.people)} newcomers")
    makes = present(tell)
    return compare(_made(makes, data, Settings()), lambda make, _: newcomer(come, make()), tell)


def _capture(folder: Path, _: int | None, tell: Tell) -> Compared:
    data = _read(folder, tell)
    makes = present(tell)
    return compare(_made(makes, data, Settings()), lambda make, _: capture(data, make), tell)


def _rank(folder: Path, cut_at: int | None, tell: Tell) -> Compared:
    data = _read(folder, tell)
    at = _moment(data, cut_at)
    makes = {name: lambda make=make: make(data) for name, make in present_predictors(tell).items()}
    return compare(makes, lambda make, say: rank(data, make(), at, say), tell)


def _sequences(folder: Path, _: int | None, tell: Tell) -> Compared:
    found: list[tuple[str, Compared]] = []
    for path in sequence_paths(folder):
        tell(f"reading {path}")
        found.append((path.stem, _of_file(read_sequences(path), tell)))
    return found[0][1] if len(found) == 1 else merged(found)


def _of_file(file: Sequences, tell: Tell) -> Compared:
    makes = present(tell)
    makes["serai"] = lambda data, tuned: OursRehearsed(data, tuned.rehearsals)
    del makes["recent_popularity"]  # no times are told
    if file.data.items > LARGEST:
        tell(f"ease is left out: {file.data.items} items are more than {LARGEST}")
        del makes["ease"]
    tuned = tune_sequences(file, tell)
    return compare(_made(makes, file.data, tuned), lambda make, _: sequences(file, make()), tell)


PROTOCOLS: Final[dict[str, Protocol]] = {
    "stream": _stream,
    "cut": _cut,
    "newcomer": _newcomer,
    "capture": _capture,
    "rank": _rank,
    "sequences": _sequences,
}
SIMULATED: Final[dict[str, Callable[[float, Tell], Compared]]] = {"loop": loop}
"""Protocols that need no data."""


def _read(folder: Path, tell: Tell) -> Dataset:
    tell(f"reading {folder}")
    data = read_kuairand(folder)
    tell(f"{len(data.log)} impressions, {data.users} people, {data.items} videos")
    return data


def _moment(data: Dataset, cut_at: int | None) -> int:
    """Where the test begins; raises BadData unless it leaves something on both sides."""
    at = usual_cut(data.log) if cut_at is None else cut_at
    first, last = int(data.log.at[0]), int(data.log.at[-1])
    if not first < at <= last:
        days = [datetime.fromtimestamp(end // SECOND, UTC).isoformat() for end in (first, last)]
        raise BadData(
            f"the log of {data.name} runs from {days[0]} to {days[1]}: the cut must lie inside"
        )
    return at


def _made(
    makes: dict[str, Make], data: Dataset, tuned: Settings
) -> dict[str, Callable[[], Recommender]]:
    return {name: lambda make=make: make(data, tuned) for name, make in makes.items()}  # type: ignore[misc]
