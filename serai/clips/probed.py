"""What a clip's file turned out to hold."""

from msgspec import Struct


class Probed(Struct, frozen=True):
    """A file as the prober read it: `duration` in microseconds, sides in pixels, upright.

    `rate` is frames a second, of a changing rate the usual one; `codec` and `container` are words
    for people and logs ("hevc", "mov").
    """

    duration: int
    width: int
    height: int
    rate: float
    has_sound: bool
    is_hdr: bool
    codec: str
    container: str
