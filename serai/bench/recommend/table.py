"""Columns out of a CSV file, found by their names."""

import csv
import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from serai.bench.recommend.dataset import BadData


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a gzipped text; raises BadData where the file is damaged."""
    try:
        with gzip.open(path) as packed:
            yield from TextIOWrapper(packed, "utf-8", newline="")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as wrong:
        raise BadData(f"{path} cannot be read: {wrong}") from wrong


def read_columns(path: Path, names: Sequence[str]) -> list[list[str]]:
    """The named columns of every row, whatever their order in the file; other columns are left."""
    reader = csv.reader(lines_of(path))
    header = next(reader, [])
    missing = [name for name in names if name not in header]
    if missing:
        raise BadData(f"{path} has no column {', '.join(missing)}")
    pick = itemgetter(*(header.index(name) for name in names))
    try:
        rows = [pick(row) for row in reader if row]
    except (IndexError, csv.Error) as wrong:
        raise BadData(f"{path}, line {reader.line_num}: a row is cut short") from wrong
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in names]


def numbers(path: Path, name: str, texts: Iterable[str]) -> NDArray[np.int64]:
    """A column of whole numbers; an empty cell is 0."""
    try:
        return np.array([float(text or 0) for text in texts], np.float64).astype(np.int64)
    except ValueError as wrong:
        raise BadData(f"{path}, column {name}: {wrong}") from wrong
