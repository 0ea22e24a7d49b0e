"""The orders a darkroom takes, how they travel, and how they are carried out."""

import io
from typing import Any

import msgspec
from PIL import Image

from serai.kernel import Refusal
from serai.media.box import Box
from serai.media.cover import Style, draw_cover
from serai.media.decode import decode
from serai.media.developed import Developed, Format
from serai.media.limits import PictureLimits
from serai.media.variants import WIDTHS, cut, encode, encode_quick


class Develop(msgspec.Struct, tag=True, frozen=True):
    """A received file, to be cut to size."""

    data: bytes
    limits: PictureLimits


class SetCover(msgspec.Struct, tag=True, frozen=True):
    """Words, to become a picture."""

    words: str
    style: Style
    photo: bytes = b""


class Preview(msgspec.Struct, tag=True, frozen=True):
    """Words, to be looked at before anything is kept."""

    words: str
    style: Style
    photo: bytes = b""


class Recode(msgspec.Struct, tag=True, frozen=True):
    """A cut of ours, wanted in another format."""

    data: bytes
    kind: Format


class CutOut(msgspec.Struct, tag=True, frozen=True):
    """A cut of ours, of which a part shall be cut to size."""

    data: bytes
    box: Box


class Done(msgspec.Struct, tag=True, frozen=True):
    """What an order came to."""

    result: Developed | bytes


class Refused(msgspec.Struct, tag=True, frozen=True):
    """Why an order was not carried out."""

    code: str
    values: dict[str, Any]


Order = Develop | SetCover | Preview | Recode | CutOut
Answer = Done | Refused

PREVIEW = (540, 720)
HEADER = 4
"""Bytes before each order and each answer that tell its length."""

encoder = msgspec.msgpack.Encoder()
orders = msgspec.msgpack.Decoder(Order)
decoder = msgspec.msgpack.Decoder(Answer)


def do(order: Order) -> Answer:
    """Carry out one order; a refusal and a lack of memory are answers too."""
    try:
        return Done(_do(order))
    except Refusal as refusal:
        return Refused(refusal.code, dict(refusal.values))
    except MemoryError:
        return Refused("media.too_hard", {})


def _do(order: Order) -> Developed | bytes:
    match order:
        case Develop(data, limits):
            return cut(decode(data, limits, widest=max(WIDTHS)))
        case SetCover(words, style, photo):
            return cut(draw_cover(words, style, photo), drawn=style != "photo")
        case Preview(words, style, photo):
            cover = draw_cover(words, style, photo)
            return encode_quick(cover.resize(PREVIEW, Image.Resampling.BICUBIC))
        case Recode(data, kind):
            with Image.open(io.BytesIO(data)) as image:
                return encode(image.convert("RGB"), kind)
        case CutOut(data, box):
            return cut(_part(data, box))


def _part(data: bytes, box: Box) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data)) as image:
            return image.convert("RGB").crop(box.edges)
    except OSError as error:  # the disk did not keep what it was given
        raise Refusal("media.whole_gone") from error
