"""A stand-in of a few bytes that fills a picture's box until the picture is there."""

import base64
import io

from PIL import Image

SIDE = 10


def placeholder(image: Image.Image) -> str:
    """A WebP of at most 10 pixels a side as a data URI (about 130 bytes; browsers soften it).

    It is an ordinary `src` for an `<img>`, so it needs no style attribute and no script.
    """
    scale = SIDE / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    out = io.BytesIO()
    image.resize(size, Image.Resampling.BOX).save(out, "WEBP", quality=30, method=6)
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()
