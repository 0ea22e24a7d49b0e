"""An archive opened without trust: nothing is written, every byte read is counted."""

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, Any, Final, cast

from serai.arrive.limits import MEBI, ArriveLimits
from serai.arrive.spool import Spooled
from serai.kernel import Refusal

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_END: Final = b"PK\x05\x06"
_END64: Final = b"PK\x06\x06"
_TAIL: Final = 66_000  # an end record and the longest comment behind it
_BOM: Final = b"\xef\xbb\xbf"
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SLACK: Final = 4 * MEBI  # what a ratio is not asked about
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    OverflowError,
    struct.error,
)
BARE: Final = "user_data.json"
"""The name under which a lone JSON file is found."""


class Member(io.RawIOBase):
    """One file of an archive, read forwards, with the archive's limits kept."""

    def __init__(self, archive: "Archive", packed: int, source: IO[bytes]) -> None:
        super().__init__()
        self._archive = archive
        self._most = _most(packed, archive.limits)
        self._source = source
        self._read = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill `buffer` with the next bytes; 0 at the end."""
        room = memoryview(buffer).cast("B")
        try:
            chunk = self._source.read(len(room))
        except EOFError as cause:
            raise Refusal("arrive.truncated") from cause
        except _BROKEN as cause:
            raise Refusal("arrive.damaged") from cause
        self._read += len(chunk)
        self._archive.spent += len(chunk)
        if self._read > self._most or self._archive.spent > self._archive.limits.unpacked:
            raise Refusal("arrive.unpacks_too_large")
        room[: len(chunk)] = chunk
        return len(chunk)


class Archive:
    """The files inside a zip, or a lone JSON file under the name `BARE`."""

    def __init__(self, file: Spooled, limits: ArriveLimits) -> None:
        self.limits = limits
        self.spent = 0
        self._file = file
        self._zip: zipfile.ZipFile | None = None
        self._members: dict[str, zipfile.ZipInfo] = {}
        start = _start(file)
        if start.startswith(_ZIP):
            self._zip = _opened(file, limits)
            self._members = {info.filename: info for info in self._zip.infolist()}
        elif not start.removeprefix(_BOM).lstrip().startswith((b"{", b"[")):
            raise Refusal("arrive.not_an_archive")

    @property
    def names(self) -> tuple[str, ...]:
        """The files' names as the archive spells them; they are never used as paths."""
        return tuple(self._members) if self._zip else (BARE,)

    def size(self, name: str) -> int:
        """Bytes that the archive claims for `name` once unpacked."""
        return self._members[name].file_size if self._zip else 0

    def open(self, name: str) -> IO[bytes]:
        """The file `name`, to be read forwards. Raises `arrive.encrypted`, `arrive.damaged`."""
        if self._zip is None:
            self._file.seek(0)
            return cast("IO[bytes]", Member(self, self.limits.upload, self._file))
        info = self._members[name]
        if info.flag_bits & 0x1:
            raise Refusal("arrive.encrypted")
        if info.compress_type not in _METHODS:
            raise Refusal("arrive.damaged")
        if info.file_size > _most(info.compress_size, self.limits):
            raise Refusal("arrive.unpacks_too_large")
        try:
            source = self._zip.open(info)
        except _BROKEN as cause:
            raise Refusal("arrive.damaged") from cause
        return cast("IO[bytes]", Member(self, info.compress_size, source))


def base(name: str) -> str:
    """The last part of a file's name, in lower case; both slashes part."""
    return PurePosixPath(name.replace("\\", "/")).name.casefold()


def _most(packed: int, limits: ArriveLimits) -> int:
    return packed * limits.ratio + _SLACK


def _start(file: Spooled) -> bytes:
    file.seek(0)
    start = file.read(512)
    if not start.strip():
        raise Refusal("arrive.empty")
    return start


def _opened(file: Spooled, limits: ArriveLimits) -> zipfile.ZipFile:
    # The directory is measured before it is read: a zip may claim millions of files.
    entries, directory = _measured(file)
    if entries > limits.entries or directory > limits.directory:
        raise Refusal("arrive.unpacks_too_large")
    try:
        opened = zipfile.ZipFile(file)
    except _BROKEN as cause:
        raise Refusal("arrive.damaged") from cause
    if not opened.infolist():
        raise Refusal("arrive.empty")
    return opened


def _measured(file: Spooled) -> tuple[int, int]:
    """Entries and bytes of the directory, from the zip's end record (APPNOTE 4.3.14 and 4.3.16)."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise Refusal("arrive.truncated")
    entries, directory = struct.unpack_from("<HI", tail, at + 10)
    wide = tail.rfind(_END64, 0, at)
    if wide >= 0 and len(tail) >= wide + 48:
        entries, directory = struct.unpack_from("<QQ", tail, wide + 32)
    return entries, directory
