"""Snapshots: the fold as it stands at one place in the log, so that a start reads the rest alone.

A snapshot is a folder of its own: one file of arrays, one of words, and a head that names both and
is written last. It comes into being under another name and is renamed when every byte is on the
disk, so a crash leaves the one before. Whoever was erased after it was taken is erased by the log
when it is read on from there, before any page is made; the file itself goes with the next one.
"""

import os
import shutil
import zlib
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import structlog
from msgspec import DecodeError, Struct

from serai.kernel import to_json
from serai.kernel.wire import from_json
from serai.recommend._layout import bare
from serai.recommend._log import Place
from serai.recommend._parts import (
    Piece,
    Words,
    empty_piece,
    made_by,
    pieces_of,
    row_bytes,
    state_of,
    words_of,
)
from serai.recommend._state import State

HEAD: Final = "head.json"
WORDS: Final = "words.json"
ARRAYS: Final = "arrays.bin"
AT_ONCE: Final = 1 << 24
"""Bytes that are written, read and checked in one step."""

_log = structlog.get_logger()


class Described(Struct, frozen=True):
    """One array of the file: how many rows, and the checksum of their bytes."""

    name: str
    rows: int
    crc: int


class Head(Struct, frozen=True):
    """What a snapshot is: made by which weights and code, from which log, up to which place."""

    made_by: str
    place: Place
    origin: tuple[int, int] | None
    arrays: tuple[Described, ...]
    words: int
    """Checksum of the words."""


class Broken(Exception):  # noqa: N818 - it says what a snapshot is
    """A snapshot that cannot be used, and why."""


class Moment(Struct, frozen=True):
    """When it was taken: the place in the log, the log's first offer, how many were folded here."""

    place: Place
    origin: tuple[int, int] | None
    folded: int


class Snapshot(Struct, frozen=True):
    """A state at one moment; `pieces` are copies, or views of what stands still."""

    at: Moment
    words: Words
    pieces: tuple[Piece, ...]


def take(state: State, at: Moment, *, copy: bool) -> Snapshot:
    """The state as it is now. Without `copy` it must not be folded on before it is written."""
    pieces = tuple([_copied(piece) if copy else piece for piece in pieces_of(state)])
    return Snapshot(at, words_of(state), pieces)


def _copied(piece: Piece) -> Piece:
    name, rows, values = piece
    return name, rows, values.copy()


def write_snapshot(snapshot: Snapshot, folder: Path) -> None:
    """Put the snapshot into `folder`, in the place of the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in _ours(folder):
        if left.suffix == ".new" or (left.suffix and left.with_suffix("").exists()):
            shutil.rmtree(left)
    at = snapshot.at
    new = folder / f"{at.place.seq:020}.new"
    new.mkdir()
    with (new / ARRAYS).open("wb") as file:
        arrays = tuple([_put(file, piece) for piece in snapshot.pieces])
        _settle(file)
    words = to_json(snapshot.words)
    head = Head(made_by(), at.place, at.origin, arrays, zlib.crc32(words))
    for name, text in ((WORDS, words), (HEAD, to_json(head))):
        with (new / name).open("wb") as file:
            file.write(text)
            _settle(file)
    _settle_folder(new)
    whole = new.with_suffix("")
    if whole.exists():
        whole.rename(whole.with_suffix(".old"))
    new.rename(whole)
    _settle_folder(folder)
    for one in _ours(folder):
        if one != whole:
            shutil.rmtree(one)


def _ours(folder: Path) -> list[Path]:
    """Snapshots, whole and half written, the newest first; nothing else that lies there."""
    found = [one for one in folder.iterdir() if one.stem.isdigit() and one.is_dir()]
    return sorted(found, key=lambda one: (one.stem, not one.suffix), reverse=True)


def _put(file: BinaryIO, piece: Piece) -> Described:
    name, rows, whole = piece
    crc, values = 0, memoryview(whole)
    for at in range(0, len(values), AT_ONCE):
        part = values[at : at + AT_ONCE]
        crc = zlib.crc32(part, crc)
        file.write(part)
    return Described(name, rows, crc)


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """See that the folder's names are on the disk; not every system lets a folder be opened."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def read(folder: Path) -> tuple[State, Head] | None:
    """The newest snapshot that can be used; None, and a line in the log, where there is none."""
    if not folder.is_dir():
        return None
    for found in _ours(folder):
        if found.suffix != ".new":
            try:
                return _read(found)
            except (Broken, OSError, DecodeError) as wrong:
                _log.warning("engine.snapshot_ignored", snapshot=str(found), why=str(wrong))
    return None


def _read(folder: Path) -> tuple[State, Head]:
    head = from_json((folder / HEAD).read_bytes(), Head)
    if head.made_by != made_by():
        raise Broken(f"it was made by {head.made_by}, this is {made_by()}")
    words = (folder / WORDS).read_bytes()
    if zlib.crc32(words) != head.words:
        raise Broken("its words are not as they were written")
    with (folder / ARRAYS).open("rb") as file:
        pieces = {one.name: _take(file, one) for one in head.arrays}
    many = {one.name: one.rows for one in head.arrays}
    return state_of(pieces, many, from_json(words, Words)), head


def _take(file: BufferedReader, described: Described) -> Any:
    name, rows = described.name, described.rows
    piece = empty_piece(name, rows)
    crc, values = 0, memoryview(bare(piece)[:rows].view(np.uint8))
    for at in range(0, rows * row_bytes(name), AT_ONCE):
        part = values[at : at + AT_ONCE]
        if file.readinto(part) != len(part):
            raise Broken("it ends too early")
        crc = zlib.crc32(part, crc)
    if crc != described.crc:
        raise Broken(f"{name} are not as they were written")
    return piece
