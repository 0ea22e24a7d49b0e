"""Small pictures of a whole clip in one file, to look at while seeking."""

import hashlib
import io
from typing import BinaryIO, Final

from PIL import Image

from serai.clips._footage import opened
from serai.clips._frames import images_at
from serai.clips.probed import Probed
from serai.clips.sprite import Sprite
from serai.kernel import Refusal

MOST: Final = 100
COLUMNS: Final = 10
LONGEST: Final = 160
_SECOND: Final = 1_000_000


def every(duration: int) -> int:
    """Microseconds from one tile to the next: a second, or more where they would be too many."""
    return max(_SECOND, -(-duration // MOST))


def sprite(file: BinaryIO, probed: Probed) -> tuple[Sprite, bytes]:
    """Where its tiles are, and the WebP they are in; raises the `Refusal`s of `opened`."""
    step = every(probed.duration)
    with opened(file) as footage:
        moments = range(0, probed.duration, step)
        tiles = [image for _, image in images_at(footage, moments, LONGEST)]
    if not tiles:
        raise Refusal("clip.broken")
    width, height = tiles[0].size
    columns = min(COLUMNS, len(tiles))
    rows = -(-len(tiles) // columns)
    sheet = Image.new("RGB", (columns * width, rows * height))
    for nth, tile in enumerate(tiles):
        sheet.paste(tile, (nth % columns * width, nth // columns * height))
    into = io.BytesIO()
    sheet.save(into, "WEBP", quality=60, method=2)
    data = into.getvalue()
    address = f"{hashlib.sha256(data).hexdigest()}.webp"
    return Sprite(address, columns, rows, width, height, step), data
