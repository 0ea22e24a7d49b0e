"""How good the recommender is, beside others on the same data."""

from serai.bench.recommend.bench_recommend import (
    PROTOCOLS,
    SIMULATED,
    RecommendReport,
    bench_recommend,
    bench_simulated,
)
from serai.bench.recommend.dataset import BadData

__all__ = [
    "PROTOCOLS",
    "SIMULATED",
    "BadData",
    "RecommendReport",
    "bench_recommend",
    "bench_simulated",
]
