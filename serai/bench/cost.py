"""What one picture cost."""

from msgspec import Struct


class Cost(Struct, frozen=True):
    """CPU seconds and peak memory in MB of the child that cut it, its start included."""

    cpu_s: float
    memory_mb: float
