"""Whether an MP4's tracks are locked with a key that we do not have."""

import os
from typing import BinaryIO, Final

from serai.clips.boxes import after_flags, boxes, find, of_file, whole

_LOCKED: Final = frozenset({b"encv", b"enca"})
_COUNT: Final = 4


def is_sealed(file: BinaryIO) -> bool:
    """Whether a sample entry says that its samples are encrypted (ISO/IEC 23001-7).

    The file's position stays where it is, for whoever else reads it.
    """
    read, size = of_file(file), os.fstat(file.fileno()).st_size
    descriptions = find(read, whole(size), b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd")
    return any(
        entry.kind in _LOCKED
        for table in descriptions
        for entry in boxes(read, after_flags(table) + _COUNT, table.end)
    )
