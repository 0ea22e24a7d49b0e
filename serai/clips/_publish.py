"""What was written gets the names it will be asked for by."""

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from serai.clips import _playlist
from serai.clips._encode import Made
from serai.clips.encoded import Encoded
from serai.clips.rung import Rung


def publish(files: Sequence[Path], made: Sequence[Made], rate: Fraction, out: Path) -> Encoded:
    """Move each file to its address in the folder `out`, and write the playlists beside it."""
    rungs: list[Rung] = []
    for file, one in zip(files, made, strict=True):
        address = f"{one.sha256}.mp4"
        file.replace(out / address)
        rungs.append(
            Rung(
                width=one.width,
                height=one.height,
                bits=max(round(part.size * 8 / part.seconds) for part in one.layout.fragments),
                codecs=one.layout.codecs,
                size=one.size,
                address=address,
                playlist=_write(out, _playlist.of_rung(one.layout, address)),
            )
        )
    seconds = sum(part.seconds for part in made[0].layout.fragments)
    return Encoded(tuple(rungs), _write(out, _playlist.of_all(rungs, rate, seconds)))


def _write(out: Path, text: str) -> str:
    data = text.encode()
    address = f"{hashlib.sha256(data).hexdigest()}.m3u8"
    (out / address).write_bytes(data)
    return address
