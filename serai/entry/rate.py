"""How often somebody may ask: a bucket that fills with time."""

from typing import Final

from serai.kernel.clock import MICROS

CROWD: Final = 50_000  # buckets kept at most; a full bucket is as good as none


class Buckets:
    """One bucket a key; memory of this process alone, so limits are per process."""

    def __init__(self) -> None:
        self._filled: dict[str, tuple[float, int]] = {}

    def take(self, key: str, *, per_minute: int, now: int) -> bool:
        """Take one from the bucket of `key`, which holds a minute's worth; False when empty."""
        level, since = self._filled.get(key, (float(per_minute), now))
        level = min(float(per_minute), level + (now - since) / (60 * MICROS) * per_minute)
        if level < 1:
            self._filled[key] = (level, now)
            return False
        if len(self._filled) >= CROWD:
            self._filled.clear()
        self._filled[key] = (level - 1, now)
        return True
