"""Bench: what this machine can bear and how good the engine is."""

from serai.bench.machine import machine
from serai.bench.web import bench_web

__all__ = ["bench_web", "machine"]
