"""Entry: what every way in shares: who is asking, one transaction, limits, errors, words."""

from serai.entry.ask import Ask, preferred, recognise
from serai.entry.body import Upload
from serai.entry.guard import Guard
from serai.entry.house import House, Limits, Place
from serai.entry.reader import (
    Reader,
    Turning,
    have_turned,
    reader_into,
    reader_of,
    understood,
)
from serai.entry.routes import Endpoint, Routes
from serai.entry.serve import serve
from serai.entry.told import Told, problem, tell
from serai.entry.words import LOCALES, Words, load_words

__all__ = [
    "LOCALES",
    "Ask",
    "Endpoint",
    "Guard",
    "House",
    "Limits",
    "Place",
    "Reader",
    "Routes",
    "Told",
    "Turning",
    "Upload",
    "Words",
    "have_turned",
    "load_words",
    "preferred",
    "problem",
    "reader_into",
    "reader_of",
    "recognise",
    "serve",
    "tell",
    "understood",
]
