"""The one public file of weights, and the version that every page names."""

import hashlib
import tomllib
from importlib.resources import files
from typing import Final

import msgspec
from msgspec import Struct

HOUR: Final = 3_600_000_000
"""Microseconds."""


class HalfLives(Struct, frozen=True, forbid_unknown_fields=True):
    """After how many hours a thing counts half."""

    quality: float
    taste: float
    rising: float
    fresh: float
    interest: float


class PageRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How a page is put together; told in the file."""

    author_cap: int
    trial_places: tuple[int, ...]
    audiences: tuple[int, ...]
    deadline_hours: float
    chosen_share: float
    taste_share: float


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    version: int
    value: dict[str, float]
    usual: dict[str, float]
    weights: dict[str, float]
    mix: dict[str, float]
    half_life_hours: HalfLives
    page: PageRules


def read_weights(text: str) -> tuple[Weights, str]:
    """The weights in `text` (TOML), and their version: the file's number and its hash."""
    weights = msgspec.convert(tomllib.loads(text), Weights)
    return weights, f"{weights.version}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


WEIGHTS_FILE: Final = files("serai.recommend").joinpath("weights.toml").read_text("utf-8")
"""The file as served, word for word."""

WEIGHTS, VERSION = read_weights(WEIGHTS_FILE)
