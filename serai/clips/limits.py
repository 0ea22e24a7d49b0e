"""How large, long and fast a clip may be, and what one step of work on it may take."""

from msgspec import Struct


class ClipLimits(Struct, frozen=True):
    """What we accept: bytes as received, the rest as measured in the file itself."""

    max_bytes: int = 2_000_000_000
    max_seconds: int = 600
    min_seconds: float = 0.1
    max_side: int = 8192
    max_pixels: int = 36_000_000
    min_side: int = 16
    max_rate: int = 240
    """Frames a second."""
    motion_seconds: int = 10
    """How long the motion of a live photo may be; phones keep three."""
    loop_pixels: int = 2_000_000_000
    """Pixels of all frames of an animated picture together: each is decoded twice, by one core."""
    a_day: int = 100
    """Clips one person may send in 24 hours."""
    bytes_a_day: int = 20_000_000_000


class StepLimits(Struct, frozen=True):
    """What one child process may take; the wall clock is the parent's to watch."""

    megabytes: int = 3_000
    """Address space, of which a step at 4K fills about a third."""
    cpu_seconds: int = 3_600
    wall_seconds: float = 5_400
    file_bytes: int = 2_000_000_000
    """The largest file a step may write."""
    threads: int = 2
