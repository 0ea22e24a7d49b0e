"""Bench serve: a large house's pages, deeds, memory and starts, on this machine."""

from serai.bench.serve.bench_serve import bench_serve

__all__ = ["bench_serve"]
