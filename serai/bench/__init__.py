"""Bench: what this machine can bear and how good the engine is."""

from serai.bench.content import Sample, bench_content
from serai.bench.directions import write_directions
from serai.bench.machine import machine
from serai.bench.posts import own_sentences
from serai.bench.search import bench_search
from serai.bench.web import Report, bench_web

__all__ = [
    "Report",
    "Sample",
    "bench_content",
    "bench_search",
    "bench_web",
    "machine",
    "own_sentences",
    "write_directions",
]
