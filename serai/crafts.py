"""Crafts: the models and servers that a house works with, as its settings say."""

from typing import Final

from serai.languages import ChatServer, Engine, Interpreter, LibreServer
from serai.models import (
    AbsentEncoder,
    Encoder,
    ImageEncoder,
    LocalPairs,
    PhotoEncoder,
    SentenceEncoder,
)
from serai.settings import PAIRS, Settings

_OFF: Final = "switched off by SERAI_MODELS=0"


def encoder_of(settings: Settings) -> Encoder:
    """What reads sentences; it loads in the background."""
    if not settings.models:
        return AbsentEncoder(_OFF)
    started = SentenceEncoder()
    started.start()
    return started


def interpreter_of(settings: Settings) -> Interpreter:
    """Those who translate, in the operator's order; a server without an address is none."""
    engines: dict[str, Engine] = {}
    if settings.models:
        engines["local"] = LocalPairs(settings.home / PAIRS)
    if settings.libretranslate:
        server = LibreServer(settings.libretranslate, settings.libretranslate_key)
        engines["libretranslate"] = server
        server.start()
    if settings.chat:
        engines["chat"] = ChatServer(settings.chat, settings.chat_model, settings.chat_key)
    order = [name.strip() for name in settings.translators.split(",")]
    return Interpreter([engines[name] for name in order if name in engines])


def eyes_of(settings: Settings) -> ImageEncoder:
    """What looks at pictures; it loads in the background."""
    if not settings.models:
        return AbsentEncoder(_OFF)
    started = PhotoEncoder()
    started.start()
    return started
