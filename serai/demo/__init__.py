"""Demo: a made-up world, through the same verbs."""

from serai.demo.credits import Credit, load_credits
from serai.demo.plant import plant
from serai.demo.story import Deed, story
from serai.demo.world import World, load_world

__all__ = ["Credit", "Deed", "World", "load_credits", "load_world", "plant", "story"]
