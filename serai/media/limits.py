"""How large and how many pictures may be; `settings` fills it, the instance endpoint shows it."""

from msgspec import Struct


class PictureLimits(Struct, frozen=True):
    """What we accept: bytes as received, pixels and sides as the picture's header declares."""

    max_bytes: int = 20_000_000
    max_pixels: int = 50_000_000
    max_side: int = 16_000
    min_side: int = 16
    alt: int = 1_000
    """Characters of a picture's description."""
    a_day: int = 300
    """Pictures one person may send in 24 hours."""
