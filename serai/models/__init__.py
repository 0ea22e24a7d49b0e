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
from serai.models.fetch import fetch_file
from serai.models.hearing import (
    RATE,
    AbsentEars,
    Ears,
    Heard,
    RememberedEars,
    Word,
)
from serai.models.pairs import (
    Pair,
    PairError,
    Weights,
    add_pair,
    check_tags,
    find_pairs,
    is_whole,
    remove_pair,
)
from serai.models.photos import PhotoEncoder
from serai.models.remembered import RememberedEncoder, RememberedImageEncoder
from serai.models.sentences import SentenceEncoder
from serai.models.speech import SpeechEars
from serai.models.translating import LocalPairs

__all__ = [
    "ABSENT",
    "IMAGE_WIDTH",
    "LOADING",
    "RATE",
    "READY",
    "WIDTH",
    "AbsentEars",
    "AbsentEncoder",
    "Ears",
    "Encoder",
    "Heard",
    "ImageEncoder",
    "LocalPairs",
    "Pair",
    "PairError",
    "PhotoEncoder",
    "Presence",
    "RememberedEars",
    "RememberedEncoder",
    "RememberedImageEncoder",
    "SentenceEncoder",
    "SpeechEars",
    "Vectors",
    "Weights",
    "Word",
    "add_pair",
    "check_tags",
    "fetch_file",
    "find_pairs",
    "is_whole",
    "remove_pair",
]
