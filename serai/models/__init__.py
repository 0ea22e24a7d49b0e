"""Models: model weights found, checked, loaded, run in a worker, or honestly absent."""

from serai.models.absent import AbsentEncoder
from serai.models.encoder import (
    ABSENT,
    IMAGE_WIDTH,
    LOADING,
    READY,
    WIDTH,
    Encoder,
    ImageEncoder,
    Presence,
    Vectors,
)
from serai.models.photos import PhotoEncoder
from serai.models.remembered import RememberedEncoder, RememberedImageEncoder
from serai.models.sentences import SentenceEncoder

__all__ = [
    "ABSENT",
    "IMAGE_WIDTH",
    "LOADING",
    "READY",
    "WIDTH",
    "AbsentEncoder",
    "Encoder",
    "ImageEncoder",
    "PhotoEncoder",
    "Presence",
    "RememberedEncoder",
    "RememberedImageEncoder",
    "SentenceEncoder",
    "Vectors",
]
