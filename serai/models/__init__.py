"""Models: model weights found, checked, loaded, run in a worker, or honestly absent."""

from serai.models.absent import AbsentEncoder
from serai.models.encoder import ABSENT, LOADING, READY, WIDTH, Encoder, Presence, Vectors
from serai.models.remembered import RememberedEncoder
from serai.models.sentences import SentenceEncoder

__all__ = [
    "ABSENT",
    "LOADING",
    "READY",
    "WIDTH",
    "AbsentEncoder",
    "Encoder",
    "Presence",
    "RememberedEncoder",
    "SentenceEncoder",
    "Vectors",
]
