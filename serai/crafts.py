"""Crafts: the models and servers that a house works with, as its settings say."""

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from serai.languages import ChatServer, Engine, Interpreter, LibreServer
from serai.media import Blobs, Bucket, FolderBlobs, S3Blobs
from serai.models import (
    AbsentEncoder,
    Encoder,
    ImageEncoder,
    LocalPairs,
    PhotoEncoder,
    SentenceEncoder,
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


def blobs_of(settings: Settings) -> Blobs:
    """Where files are kept.

    Raises ValueError, in a sentence, where it names no place or the extra `s3` is missing.
    """
    if not settings.files:
        return FolderBlobs(settings.home / "blobs")
    where = urlsplit(settings.files)
    if not where.scheme and settings.files.startswith("/"):
        return FolderBlobs(Path(settings.files))
    if where.scheme != "s3" or not where.netloc:
        raise ValueError(
            f"SERAI_FILES should be a folder, from / on, or s3://BUCKET, not {settings.files!r}"
        )
    if bool(settings.s3_key) != bool(settings.s3_secret):
        raise ValueError("SERAI_S3_KEY and SERAI_S3_SECRET go together")
    return S3Blobs(
        Bucket(
            name=where.netloc,
            prefix=where.path.strip("/"),
            endpoint=settings.s3_endpoint,
            region=settings.s3_region,
            key=settings.s3_key,
            secret=settings.s3_secret,
        )
    )


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
