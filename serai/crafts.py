"""Crafts: the models and servers that a house works with, as its settings say."""

from typing import Final

from serai.languages import ChatServer, Engine, Interpreter, LibreServer
from serai.models import (
    AbsentEars,
    AbsentEncoder,
    Ears,
    Encoder,
    ImageEncoder,
    LocalPairs,
    PhotoEncoder,
    SentenceEncoder,
    SpeechEars,
)
from serai.settings import PAIRS, Settings

ENGINES: Final = ("local", "libretranslate", "chat")

_OFF: Final = "switched off by SERAI_MODELS=0"


def encoder_of(settings: Settings) -> Encoder:
    """What reads sentences; it loads in the background."""
    if not settings.models:
        return AbsentEncoder(_OFF)
    started = SentenceEncoder()
    started.start()
    return started


def eyes_of(settings: Settings) -> ImageEncoder:
    """What looks at pictures; it loads in the background."""
    if not settings.models:
        return AbsentEncoder(_OFF)
    started = PhotoEncoder()
    started.start()
    return started


def ears_of(settings: Settings) -> Ears:
    """What listens to videos; it loads when there is something to hear."""
    return SpeechEars() if settings.models else AbsentEars(_OFF)


def interpreter_of(settings: Settings) -> Interpreter:
    """Those who translate, in the operator's order; a server without an address is left out.

    Raises ValueError for a name that is none of `ENGINES`.
    """
    order = [name.strip() for name in settings.translators.split(",") if name.strip()]
    unknown = [name for name in order if name not in ENGINES]
    if unknown:
        raise ValueError(f"SERAI_TRANSLATORS knows {', '.join(ENGINES)}, not {unknown[0]!r}")
    opened = [_engine(name, settings) for name in dict.fromkeys(order)]
    return Interpreter([one for one in opened if one is not None])


def _engine(name: str, settings: Settings) -> Engine | None:
    if name == "local" and settings.models:
        return LocalPairs(settings.home / PAIRS)
    if name == "libretranslate" and settings.libretranslate:
        server = LibreServer(settings.libretranslate, settings.libretranslate_key)
        server.start()
        return server
    if name == "chat" and settings.chat:
        return ChatServer(settings.chat, settings.chat_model, settings.chat_key)
    return None
