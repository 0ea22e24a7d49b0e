"""One measurement of several models, one after the other, with what each cost."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from msgspec import Struct

Tell: TypeAlias = Callable[[str], None]
Measures: TypeAlias = dict[str, float | None]
M = TypeVar("M")


class Compared(Struct, frozen=True):
    """What was measured of each model, and the CPU seconds that fitting and asking took."""

    models: dict[str, Measures]
    cpu_s: dict[str, float]


def compare(
    makes: Mapping[str, Callable[[], M]],
    measure: Callable[[Callable[[], M], Tell], Measures],
    tell: Tell,
) -> Compared:
    """Measure all in turn; a model is made when its turn comes and forgotten after it."""
    models: dict[str, Measures] = {}
    cpu: dict[str, float] = {}
    for name, make in makes.items():
        begin = time.process_time()
        models[name] = measure(make, lambda said, name=name: tell(f"{name}: {said}"))  # type: ignore[misc]
        cpu[name] = round(time.process_time() - begin, 1)
        tell(f"{name}: {said(models[name])}, {cpu[name]} s of CPU")
    return Compared(models, cpu)


def merged(found: Sequence[tuple[str, Compared]]) -> Compared:
    """Several worlds: each measure with the world's name behind it, and the means without."""
    models: dict[str, Measures] = {}
    cpu: dict[str, float] = {}
    for name in dict.fromkeys(name for _, of in found for name in of.models):
        theirs = [(world, of.models[name]) for world, of in found if name in of.models]
        models[name] = _means([measures for _, measures in theirs])
        for world, measures in theirs:
            models[name] |= {f"{measure}_{world}": by for measure, by in measures.items()}
        cpu[name] = sum(of.cpu_s.get(name, 0.0) for _, of in found)
    return Compared(models, cpu)


def _means(several: list[Measures]) -> Measures:
    """The mean of each measure that all of them have."""
    whole: Measures = {}
    for measure in several[0]:
        values = [by for measures in several if (by := measures.get(measure)) is not None]
        whole[measure] = sum(values) / len(values) if len(values) == len(several) else None
    return whole


def said(measures: Measures) -> str:
    """Figures for a line of progress."""
    return ", ".join(
        f"{name} -" if value is None else f"{name} {value:.4f}" for name, value in measures.items()
    )
