"""Hot: what more people care about today than usually, by a rule that anybody can check."""

from serai.hot.kept import Hot
from serai.hot.rise import HotLimits, Rising, rise, rising
from serai.hot.watch import searched, watch

__all__ = ["Hot", "HotLimits", "Rising", "rise", "rising", "searched", "watch"]
