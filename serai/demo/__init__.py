"""Demo: a made-up world, through the same verbs."""

from serai.demo.credits import Credit, load_credits
from serai.demo.plant import plant
from serai.demo.story import Deed, story
from serai.demo.tour import ELSEWHERE, GUEST, TOUR, Stop
from serai.demo.world import World, load_world

__all__ = [
    "ELSEWHERE",
    "GUEST",
    "TOUR",
    "Credit",
    "Deed",
    "Stop",
    "World",
    "load_credits",
    "load_world",
    "plant",
    "story",
]
