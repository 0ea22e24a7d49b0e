"""The orders a studio takes, how they travel, and how they are carried out."""

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Final

import msgspec

from serai.clips._encode import Made, encode
from serai.clips._fingerprint import fingerprint
from serai.clips._poster import poster, stills
from serai.clips._probe import probe
from serai.clips._sound import loudness, sound
from serai.clips._sprite import sprite
from serai.clips.alike import Fingerprint
from serai.clips.ladder import Step
from serai.clips.limits import ClipLimits
from serai.clips.probed import Probed
from serai.clips.sprite import Sprite
from serai.clips.still import Still
from serai.kernel import Refusal


class Probe(msgspec.Struct, tag=True, frozen=True):
    """What does the file hold?"""

    limits: ClipLimits


class Pose(msgspec.Struct, tag=True, frozen=True):
    """The picture at a moment."""

    at: int


class Choose(msgspec.Struct, tag=True, frozen=True):
    """Small pictures to choose from."""

    probed: Probed
    count: int


class Measure(msgspec.Struct, tag=True, frozen=True):
    """How loud is it?"""


class Encode(msgspec.Struct, tag=True, frozen=True):
    """Every size, each into a file."""

    probed: Probed
    steps: tuple[Step, ...]
    gain: float | None


class Tile(msgspec.Struct, tag=True, frozen=True):
    """Pictures for seeking."""

    probed: Probed


class Listen(msgspec.Struct, tag=True, frozen=True):
    """The sound as a speech model hears it, into a file."""


class Know(msgspec.Struct, tag=True, frozen=True):
    """By what is it known again?"""

    probed: Probed


class Told(msgspec.Struct, tag=True, frozen=True):
    """How much of an order is done, 0 to 1."""

    share: float


class Spent(msgspec.Struct, tag=True, frozen=True):
    """What a child took for its order: seconds of all its threads, and MB at the peak."""

    cpu_s: float
    memory_mb: float


class Done(msgspec.Struct, tag=True, frozen=True):
    """What an order came to, packed once more: who asked knows its type."""

    result: bytes


class Refused(msgspec.Struct, tag=True, frozen=True):
    """Why an order was not carried out."""

    code: str
    values: dict[str, Any]


Order = Probe | Pose | Choose | Measure | Encode | Tile | Listen | Know
Answer = Done | Refused
Result = (
    Probed
    | bytes
    | list[Still]
    | tuple[float | None]
    | int
    | list[Made]
    | tuple[Sprite, bytes]
    | Fingerprint
)

HEADER: Final = 4
"""Bytes before each order and each answer that tell its length."""

encoder = msgspec.msgpack.Encoder()
orders = msgspec.msgpack.Decoder(Order)
answers = msgspec.msgpack.Decoder(Told | Spent | Done | Refused)


def do(
    order: Order, file: BinaryIO, outs: Sequence[BinaryIO], told: Callable[[float], None]
) -> Answer:
    """Carry out one order; a refusal and a lack of memory are answers too."""
    try:
        return Done(encoder.encode(_do(order, file, outs, told)))
    except Refusal as refusal:
        return Refused(refusal.code, dict(refusal.values))
    except MemoryError:
        return Refused("clip.too_hard", {})


def _do(
    order: Order, file: BinaryIO, outs: Sequence[BinaryIO], told: Callable[[float], None]
) -> Result:
    match order:
        case Probe(limits):
            return probe(file, limits)
        case Encode(probed, steps, gain):
            return encode(file, probed, steps, gain, outs, told)
        case Measure():
            return (loudness(file),)
        case Listen():
            return sound(file, outs[0])
    return _look(order, file)


def _look(order: Pose | Choose | Tile | Know, file: BinaryIO) -> Result:
    match order:
        case Pose(at):
            return poster(file, at)
        case Choose(probed, count):
            return stills(file, probed, count)
        case Tile(probed):
            return sprite(file, probed)
        case Know(probed):
            return fingerprint(file, probed)
