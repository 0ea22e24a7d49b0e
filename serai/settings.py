"""Settings: read once, here and nowhere else."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from platformdirs import user_data_path

PREFIX: Final = "SERAI_"

PAIRS: Final = "models"
"""The folder in `home` for models that translate."""


class Settings(Struct, frozen=True):
    """What an operator may set; each is also an environment variable, `SERAI_` and its name."""

    home: Path
    """Where the data lies."""
    port: int = 8000
    host: str = "127.0.0.1"
    """The network address to listen on."""
    address: str = ""
    """The public address, scheme and host; http://localhost:PORT by default."""
    name: str = "Serai"
    database: str = ""
    """`sqlite:///…` or `postgresql://…`; a file in `home` by default."""
    writes_per_minute: int = 120
    """How often one person, or one address of strangers, may write."""
    demo: bool = True
    """Whether a first start makes the demo world."""
    worker: bool = True
    """Whether this process also does the work that outlives requests."""
    models: bool = True
    """Whether to load the encoders of sentences and pictures where their extra is installed."""
    translators: str = "local,libretranslate,chat"
    """Who translates, asked in this order; those without an address below are left out."""
    libretranslate: str = ""
    """The address of a LibreTranslate-compatible server."""
    libretranslate_key: str = ""
    chat: str = ""
    """The address of an OpenAI-compatible server, up to and with /v1."""
    chat_key: str = ""
    chat_model: str = ""
    files: str = ""
    """Where pictures and videos are kept: a folder (in `home` by default) or `s3://BUCKET/PREFIX`."""
    s3_endpoint: str = ""
    """The address of the S3-compatible store; Amazon's by default."""
    s3_region: str = "us-east-1"
    s3_key: str = ""
    """The name of the key; without one, the machine's own role is asked for it."""
    s3_secret: str = ""

    @property
    def public_address(self) -> str:
        """The address people type."""
        return self.address.rstrip("/") or f"http://localhost:{self.port}"

    @property
    def database_url(self) -> str:
        """The address of the database."""
        return self.database or f"sqlite:///{self.home / 'serai.db'}"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; raises ValueError naming the variable that is wrong."""
    said = os.environ if environ is None else environ
    usual = Settings(home=user_data_path("serai"))
    given = {
        name: _read(PREFIX + name.upper(), said[PREFIX + name.upper()], getattr(usual, name))
        for name in Settings.__struct_fields__
        if PREFIX + name.upper() in said
    }
    return replace(usual, **given)


def _read(name: str, text: str, usual: object) -> object:
    """`text` as a value of the kind that `usual` is."""
    match usual:
        case bool():
            if text not in {"0", "1"}:
                raise ValueError(f"{name} should be 0 or 1, not {text!r}")
            return text == "1"
        case int():
            if not (text.isascii() and text.isdigit()):
                raise ValueError(f"{name} should be a number, not {text!r}")
            return int(text)
        case Path():
            return Path(text) if text else usual
    return text
